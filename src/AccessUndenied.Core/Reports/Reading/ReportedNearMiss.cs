namespace AccessUndenied.Reports.Reading;

/// <summary>An Allow that failed by one element, as a report has it.</summary>
public sealed record ReportedNearMiss
{
    /// <summary>The layer.</summary>
    public required string Layer { get; init; }

    /// <summary>The element that failed, such as <c>Condition</c>.</summary>
    public required string FailedElement { get; init; }

    /// <summary>What it failed by, in one sentence.</summary>
    public required string Explanation { get; init; }

    /// <summary>The well-known mistake that it looks like; null when it looks like none.</summary>
    public string? Hint { get; init; }

    /// <summary>The policy's name; null when it has none.</summary>
    public string? PolicyName { get; init; }

    /// <summary>The policy's identifier; null when it has none.</summary>
    public string? PolicyArn { get; init; }

    /// <summary>What the policy is attached to; null when that is not known.</summary>
    public string? AttachedTo { get; init; }

    /// <summary>The name of that; null when it has none.</summary>
    public string? AttachedToName { get; init; }

    /// <summary>The condition key that the statement hangs on and whose value nobody knows; null where it certainly does not apply.</summary>
    public string? UnknownKey { get; init; }

    /// <summary>The statement.</summary>
    public ReportedStatement? Statement { get; init; }
}
