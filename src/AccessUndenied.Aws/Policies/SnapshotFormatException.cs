namespace AccessUndenied.Aws.Policies;

/// <summary>A snapshot cannot be read.</summary>
/// <remarks>The message names the file, the place in it and the way out.</remarks>
public sealed class SnapshotFormatException : FormatException
{
    /// <summary>A snapshot that cannot be read, and why.</summary>
    internal SnapshotFormatException(string message)
        : base(message)
    {
    }

    /// <summary>A snapshot that cannot be read, why, and what lies behind it.</summary>
    internal SnapshotFormatException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
