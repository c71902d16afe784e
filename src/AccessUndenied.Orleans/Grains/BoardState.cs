using Orleans;

namespace AccessUndenied.Orleans.Grains;

/// <summary>What is kept of the list of jobs.</summary>
[GenerateSerializer]
[Alias("AccessUndenied.BoardState")]
internal sealed class BoardState
{
    [Id(0)]
    public List<string> Open { get; set; } = [];

    [Id(1)]
    public List<string> Closed { get; set; } = [];
}
