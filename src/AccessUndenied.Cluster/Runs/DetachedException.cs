namespace AccessUndenied.Cluster.Runs;

/// <summary>The job is there, and nobody waits for it.</summary>
internal sealed class DetachedException : Exception
{
    public DetachedException()
    {
    }

    public DetachedException(string message)
        : base(message)
    {
    }

    public DetachedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
