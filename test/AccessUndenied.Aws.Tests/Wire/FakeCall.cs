namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>A call that the server saw.</summary>
internal sealed record FakeCall(string Operation, string Account, string Region);
