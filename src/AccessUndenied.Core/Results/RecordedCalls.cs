namespace AccessUndenied.Results;

/// <summary>Recorded calls of one entity, action and resource.</summary>
public sealed class RecordedCalls
{
    /// <summary>The entity that called: the role of a session, else the caller itself.</summary>
    public required string Principal { get; init; }

    /// <summary>The action.</summary>
    public required string Action { get; init; }

    /// <summary>The resource; <c>*</c> where the action has none.</summary>
    public required string Resource { get; init; }

    /// <summary>How many calls there are.</summary>
    public long Count { get; init; }

    /// <summary>The time of the first, in UTC; null where no record tells.</summary>
    public DateTimeOffset? First { get; init; }

    /// <summary>The time of the last, in UTC; null where no record tells.</summary>
    public DateTimeOffset? Last { get; init; }

    /// <summary>The ids of some of them, five at most.</summary>
    public IReadOnlyList<string> EventIds { get; init; } = [];
}
