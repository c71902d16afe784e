namespace AccessUndenied.Policies;

/// <summary>A text is no policy document at all.</summary>
public sealed class PolicyFormatException : FormatException
{
    /// <summary>A document that cannot be read, why, and what lies behind it.</summary>
    internal PolicyFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A document that cannot be read, where and why.</summary>
    internal PolicyFormatException(TextPosition position, string message)
        : base($"{position}: {message}") => Position = position;

    /// <summary>Where the reading stopped.</summary>
    public TextPosition Position { get; }
}
