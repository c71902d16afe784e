namespace AccessUndenied.Benchmarks.Clusters;

/// <summary>What a simulated cluster is like. Times are in seconds.</summary>
internal sealed record ClusterModel
{
    public required int Workers { get; init; }

    /// <summary>How long the store takes for a read or a write.</summary>
    public required double StoreTime { get; init; }

    /// <summary>How many partitions a worker works on at a time.</summary>
    public int Concurrency { get; init; } = 2;

    /// <summary>How long a message takes from one worker to another.</summary>
    public double Hop { get; init; } = 0.0005;

    /// <summary>What a processor reads and decides (docs/performance.md: a million records in three to four and a half).</summary>
    public double RecordsASecond { get; init; } = 250_000;

    /// <summary>What each object costs beside its records, with many in flight.</summary>
    public double ObjectTime { get; init; } = 0.0015;

    /// <summary>How many GETs a second S3 answers for one prefix.</summary>
    public double GetsASecond { get; init; } = 5_500;

    /// <summary>Whether S3 has divided the bucket by account; else the trail is one prefix to it.</summary>
    public bool IsDivided { get; init; } = true;

    /// <summary>What giving out a partition and taking its result costs the job itself, which does one thing at a time; an assumption.</summary>
    public double JobTime { get; init; } = 0.0002;

    /// <summary>Whether the job waits for one partition while it asks another.</summary>
    public bool AsksAtOnce { get; init; } = true;

    /// <summary>Whether partitions are given out from all over the trail, or one account after another.</summary>
    public bool IsSpread { get; init; } = true;

    /// <summary>How many results the submitter fetches at a time.</summary>
    public int FetchesAtOnce { get; init; } = 8;

    /// <summary>After how long a worker fails, in the mean.</summary>
    public double TimeToFailure { get; init; } = 86_400;

    /// <summary>How long it is away.</summary>
    public double Away { get; init; } = 60;

    public double LeaseTime { get; init; } = 30;

    /// <summary>How many partitions a submitter hands over at a time.</summary>
    public int PutsAtOnce { get; init; } = 64;
}
