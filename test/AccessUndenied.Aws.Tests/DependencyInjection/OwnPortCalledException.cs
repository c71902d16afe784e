namespace AccessUndenied.Aws.Tests.DependencyInjection;

/// <summary>A user's own port was called.</summary>
public sealed class OwnPortCalledException(string message) : Exception(message);
