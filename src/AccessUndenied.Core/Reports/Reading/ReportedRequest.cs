namespace AccessUndenied.Reports.Reading;

/// <summary>A request, as a report has it.</summary>
public sealed record ReportedRequest
{
    /// <summary>Who asked.</summary>
    public required string Principal { get; init; }

    /// <summary>What kind of caller that is, such as <c>RoleSession</c>.</summary>
    public required string PrincipalType { get; init; }

    /// <summary>The action that was checked.</summary>
    public required string Action { get; init; }

    /// <summary>The resource that it was checked on.</summary>
    public required string Resource { get; init; }

    /// <summary>The account that owns the resource; null when it is not known.</summary>
    public string? ResourceAccount { get; init; }

    /// <summary>The condition keys whose values are known, each with its values.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Context { get; init; } = [];

    /// <summary>Where the action was found, in words.</summary>
    public string ActionFoundIn { get; init; } = "";

    /// <summary>How sure the action is: <c>Guess</c>, <c>Likely</c> or <c>Certain</c>.</summary>
    public string ActionCertainty { get; init; } = "";

    /// <summary>Where the resource was found, in words.</summary>
    public string ResourceFoundIn { get; init; } = "";

    /// <summary>How sure the resource is.</summary>
    public string ResourceCertainty { get; init; } = "";
}
