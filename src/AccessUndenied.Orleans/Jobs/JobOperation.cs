namespace AccessUndenied.Orleans.Jobs;

/// <summary>What a job does with each record.</summary>
public enum JobOperation
{
    /// <summary>Explains denials.</summary>
    Analyze,

    /// <summary>Replays calls.</summary>
    Replay,
}
