namespace AccessUndenied.Aws.Clients;

/// <summary>AWS cannot be reached at all: there are no credentials, or none that are valid.</summary>
/// <remarks>The message names the cause and the way out.</remarks>
public sealed class AwsAccessException : Exception
{
    /// <summary>AWS cannot be reached, and why.</summary>
    internal AwsAccessException(string message)
        : base(message)
    {
    }

    /// <summary>AWS cannot be reached, why, and what lies behind it.</summary>
    internal AwsAccessException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
