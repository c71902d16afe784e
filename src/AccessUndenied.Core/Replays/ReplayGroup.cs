namespace AccessUndenied.Replays;

/// <summary>Calls of one entity, action and resource of which the same is to be said.</summary>
public sealed class ReplayGroup
{
    internal ReplayGroup(CallDifference difference, long count, DateTimeOffset? first, DateTimeOffset? last, IReadOnlyList<string> eventIds)
    {
        Difference = difference;
        Count = count;
        First = first;
        Last = last;
        EventIds = eventIds;
    }

    /// <summary>What is to be said.</summary>
    public CallDifference Difference { get; }

    /// <summary>How many calls there are.</summary>
    public long Count { get; }

    /// <summary>The time of the first, in UTC; null where no record tells.</summary>
    public DateTimeOffset? First { get; }

    /// <summary>The time of the last.</summary>
    public DateTimeOffset? Last { get; }

    /// <summary>The ids of some of them, the first ones read.</summary>
    public IReadOnlyList<string> EventIds { get; }
}
