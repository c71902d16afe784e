using Orleans;

namespace AccessUndenied.Orleans.Grains;

/// <summary>What is kept of a job. Which partitions are done is said by the partitions; here it is noted, so that they need not be asked.</summary>
[GenerateSerializer]
[Alias("AccessUndenied.JobRecord")]
internal sealed class JobRecord
{
    [Id(0)]
    public byte[]? Spec { get; set; }

    [Id(1)]
    public string[] Sources { get; set; } = [];

    [Id(2)]
    public int Partitions { get; set; }

    [Id(3)]
    public bool IsStarted { get; set; }

    [Id(4)]
    public DateTimeOffset Submitted { get; set; }

    /// <summary>A bit a partition that is over.</summary>
    [Id(5)]
    public byte[] Over { get; set; } = [];

    [Id(6)]
    public int Retaken { get; set; }

    [Id(7)]
    public SortedDictionary<int, string> Problems { get; set; } = [];
}
