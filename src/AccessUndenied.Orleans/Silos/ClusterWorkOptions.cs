namespace AccessUndenied.Orleans.Silos;

/// <summary>How a silo works on jobs.</summary>
public sealed class ClusterWorkOptions
{
    /// <summary>How many partitions it works on at a time; 0 for none, so that it keeps state alone.</summary>
    /// <value>Default: one a processor.</value>
    public int Concurrency { get; set; } = Environment.ProcessorCount;

    /// <summary>How long a partition is left to whoever has it and is not heard of; work that goes on says so three times as often.</summary>
    /// <value>Default: 30 seconds.</value>
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a silo that is stopped goes on with what it has, before it gives that back.</summary>
    /// <value>Default: 20 seconds.</value>
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a silo that finds nothing to do waits before it asks again.</summary>
    /// <value>Default: 500 milliseconds.</value>
    public TimeSpan IdleTime { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>After how long what is noted of a job's progress is written.</summary>
    /// <value>Default: 1 second.</value>
    public TimeSpan NoteTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>After how many failures a partition is given up.</summary>
    /// <value>Default: 3.</value>
    public int MaxFailures { get; set; } = 3;

    /// <summary>After how many workers that had it and were not heard of again a partition is given up.</summary>
    /// <value>Default: 10.</value>
    public int MaxLosses { get; set; } = 10;

    /// <summary>The folder in which the files of jobs are kept, which hold policies; null for a new one that only this process reads, and that is deleted at its end.</summary>
    public string? Folder { get; set; }
}
