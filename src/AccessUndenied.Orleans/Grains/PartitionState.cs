using Orleans;

namespace AccessUndenied.Orleans.Grains;

/// <summary>What is kept of a partition.</summary>
[GenerateSerializer]
[Alias("AccessUndenied.PartitionState")]
internal sealed class PartitionState
{
    [Id(0)]
    public string Job { get; set; } = "";

    [Id(1)]
    public int Number { get; set; }

    [Id(2)]
    public byte[]? Listing { get; set; }

    [Id(3)]
    public long Epoch { get; set; }

    [Id(4)]
    public string? Worker { get; set; }

    [Id(5)]
    public DateTimeOffset Until { get; set; }

    [Id(6)]
    public int Failures { get; set; }

    [Id(7)]
    public int Losses { get; set; }

    [Id(8)]
    public byte[]? Result { get; set; }

    [Id(9)]
    public string? Problem { get; set; }
}
