using Orleans;

namespace AccessUndenied.Orleans.Grains;

/// <summary>What is kept of a piece of a file.</summary>
[GenerateSerializer]
[Alias("AccessUndenied.ChunkState")]
internal sealed class ChunkState
{
    [Id(0)]
    public byte[]? Content { get; set; }
}
