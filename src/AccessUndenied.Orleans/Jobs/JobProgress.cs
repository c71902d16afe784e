using Orleans;

namespace AccessUndenied.Orleans.Jobs;

/// <summary>A <see cref="JobStatus"/> on its way.</summary>
[GenerateSerializer]
[Alias("AccessUndenied.JobProgress")]
internal sealed class JobProgress
{
    [Id(0)]
    public required string Id { get; init; }

    [Id(1)]
    public JobState State { get; init; }

    [Id(2)]
    public string Command { get; init; } = "";

    [Id(3)]
    public DateTimeOffset Submitted { get; init; }

    [Id(4)]
    public int Partitions { get; init; }

    [Id(5)]
    public int Done { get; init; }

    [Id(6)]
    public int Leased { get; init; }

    [Id(7)]
    public int Retaken { get; init; }

    [Id(8)]
    public IReadOnlyList<string> Problems { get; init; } = [];
}
