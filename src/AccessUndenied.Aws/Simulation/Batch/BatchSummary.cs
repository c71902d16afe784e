namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>What became of a batch.</summary>
public readonly struct BatchSummary
{
    internal BatchSummary(long requests, long errors)
    {
        Requests = requests;
        Errors = errors;
    }

    /// <summary>How many requests there were, those included that could not be read; each has one result.</summary>
    public long Requests { get; }

    /// <summary>How many of them have an error in place of a decision.</summary>
    public long Errors { get; }
}
