using Orleans;

namespace AccessUndenied.Orleans.Jobs;

/// <summary>How far a job is, and what happened to it.</summary>
[GenerateSerializer]
[Alias("AccessUndenied.JobStatus")]
public sealed class JobStatus
{
    internal JobStatus()
    {
    }

    /// <summary>The job's id.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>How far it is.</summary>
    [Id(1)]
    public JobState State { get; internal init; }

    /// <summary>What it does, in the words of the submitter's command line.</summary>
    [Id(2)]
    public string Command { get; internal init; } = "";

    /// <summary>When it was submitted, in UTC.</summary>
    [Id(3)]
    public DateTimeOffset Submitted { get; internal init; }

    /// <summary>How many partitions it has.</summary>
    [Id(4)]
    public int Partitions { get; internal init; }

    /// <summary>How many of them have their results.</summary>
    [Id(5)]
    public int Done { get; internal init; }

    /// <summary>How many of them are being worked on.</summary>
    [Id(6)]
    public int Leased { get; internal init; }

    /// <summary>How often a partition was taken again, since the one that had it was not heard of or gave it back.</summary>
    [Id(7)]
    public int Retaken { get; internal init; }

    /// <summary>The partitions that were given up, a sentence each.</summary>
    [Id(8)]
    public IReadOnlyList<string> Problems { get; internal init; } = [];
}
