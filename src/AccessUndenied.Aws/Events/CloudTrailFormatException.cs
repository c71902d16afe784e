namespace AccessUndenied.Aws.Events;

/// <summary>An input that cannot be read as CloudTrail at all: it cannot be opened, is empty, or holds something else.</summary>
/// <remarks>
/// Errors: the message names the input, says what was found there and how to go on. A bad record among good ones is not
/// an exception; it comes out of the reader as an event with <see cref="AccessUndenied.Events.AccessDeniedEvent.Problem"/>.
/// </remarks>
public sealed class CloudTrailFormatException : Exception
{
    /// <summary>Creates the exception with its message.</summary>
    internal CloudTrailFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its message and its cause.</summary>
    internal CloudTrailFormatException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal CloudTrailFormatException(string source, string reason, Exception? innerException)
        : base($"{source}: {reason}", innerException)
    {
        Reason = reason;
    }

    /// <summary>The message without the input's name, for a list of inputs that were passed over.</summary>
    internal string Reason { get; } = "";
}
