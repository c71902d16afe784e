namespace AccessUndenied.Replays;

/// <summary>A proposed change cannot be read, or cannot be made of the policies at hand; the message names file, place and way out.</summary>
public sealed class ChangeFormatException : FormatException
{
    /// <summary>A change that cannot be made, and why.</summary>
    internal ChangeFormatException(string message)
        : base(message)
    {
    }

    /// <summary>A change that cannot be made, why, and what lies behind it.</summary>
    internal ChangeFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
