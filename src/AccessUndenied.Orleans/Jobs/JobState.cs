namespace AccessUndenied.Orleans.Jobs;

/// <summary>How far a job is.</summary>
public enum JobState
{
    /// <summary>Its partitions are still being handed over.</summary>
    Preparing,

    /// <summary>Its partitions are worked on.</summary>
    Running,

    /// <summary>All partitions have their results.</summary>
    Finished,

    /// <summary>The work on at least one partition was given up, and the others have their results.</summary>
    Failed,
}
