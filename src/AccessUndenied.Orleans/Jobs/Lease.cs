using Orleans;

namespace AccessUndenied.Orleans.Jobs;

/// <summary>A partition that a worker has taken.</summary>
[GenerateSerializer]
[Alias("AccessUndenied.Lease")]
internal sealed record Lease
{
    [Id(0)]
    public required string Job { get; init; }

    [Id(1)]
    public required int Partition { get; init; }

    /// <summary>Counts how often the partition was taken; what an earlier taker says of it no longer counts.</summary>
    [Id(2)]
    public required long Epoch { get; init; }

    /// <summary>The partition's listing.</summary>
    [Id(3)]
    public required byte[] Listing { get; init; }
}
