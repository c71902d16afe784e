namespace AccessUndenied.Aws.Events.Trails;

/// <summary>A file of a <see cref="TrailPartition"/> is not there, or not as it was when it was listed.</summary>
public sealed class TrailChangedException : Exception
{
    /// <summary>Creates the exception without a message of its own.</summary>
    public TrailChangedException()
    {
    }

    /// <summary>Creates the exception with its message.</summary>
    public TrailChangedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its message and its cause.</summary>
    public TrailChangedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
