using Orleans;

namespace AccessUndenied.Orleans.Jobs;

/// <summary>What came of asking for a partition.</summary>
[GenerateSerializer]
[Alias("AccessUndenied.Taking")]
internal sealed record Taking
{
    /// <summary>The lease; null where it was not given.</summary>
    [Id(0)]
    public Lease? Lease { get; init; }

    /// <summary>Whether nothing is left to do, for good or ill.</summary>
    [Id(1)]
    public bool IsOver { get; init; }

    /// <summary>Why it was given up; null where it was not.</summary>
    [Id(2)]
    public string? Problem { get; init; }

    /// <summary>Whether somebody had it before.</summary>
    [Id(3)]
    public bool IsAgain { get; init; }
}
