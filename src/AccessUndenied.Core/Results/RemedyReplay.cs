namespace AccessUndenied.Results;

/// <summary>What recorded calls would meet under the changes of one remediation, and what it opens that none of them needed.</summary>
public sealed class RemedyReplay
{
    /// <summary>How many recorded calls were replayed.</summary>
    public long Calls { get; internal init; }

    /// <summary>How many records could not be read: whether there are calls in them, and what they would meet, is not known.</summary>
    public long UnreadRecords { get; internal init; }

    /// <summary>Why the changes could not be replayed, in one sentence; null where they were, and then the members below count.</summary>
    public string? Why { get; internal init; }

    /// <summary>Other recorded denials that the changes would let through, by entity, action and resource; most calls first.</summary>
    /// <remarks>Those that the remediation is made for are left out. Units: at most 1,000 groups; <see cref="LetsThroughCalls"/> counts all calls.</remarks>
    public IReadOnlyList<RecordedCalls> LetsThrough { get; internal init; } = [];

    /// <summary>How many other recorded denials the changes would let through.</summary>
    public long LetsThroughCalls { get; internal init; }

    /// <summary>How many other recorded denials hang on values that nobody knows.</summary>
    public long UndecidedCalls { get; internal init; }

    /// <summary>The parts of <see cref="Remediation.OpensExactly"/> that open what no recorded call needed; null where what the changes open could not be computed.</summary>
    /// <remarks>Compared by principal, action and resource, and not by conditions.</remarks>
    public IReadOnlyList<UnneededAccess>? NeverNeeded { get; internal init; }
}
