namespace AccessUndenied.Reports.Reading;

/// <summary>One reason why a request was refused, as a report has it.</summary>
public sealed record ReportedCause
{
    /// <summary>The layer, such as <c>serviceControl</c>.</summary>
    public required string Layer { get; init; }

    /// <summary><c>explicitDeny</c> or <c>implicitDeny</c>.</summary>
    public required string Decision { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Explanation { get; init; }

    /// <summary>The well-known mistake that it looks like; null when it looks like none.</summary>
    public string? Hint { get; init; }

    /// <summary>The policy's name; null when it has none or an allow is missing.</summary>
    public string? PolicyName { get; init; }

    /// <summary>The policy's identifier; null when it has none or an allow is missing.</summary>
    public string? PolicyArn { get; init; }

    /// <summary>What the policy is attached to, or what lacks the allow; null when that is not known.</summary>
    public string? AttachedTo { get; init; }

    /// <summary>The name of that; null when it has none.</summary>
    public string? AttachedToName { get; init; }

    /// <summary>The statement that denies; null where an allow is missing.</summary>
    public ReportedStatement? Statement { get; init; }

    /// <summary>Whether this follows from the refusal itself.</summary>
    public bool Inferred { get; init; }

    /// <summary>Whether only the error text says so.</summary>
    public bool SourcedFromMessage { get; init; }
}
