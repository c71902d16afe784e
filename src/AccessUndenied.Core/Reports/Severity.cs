namespace AccessUndenied.Reports;

/// <summary>How much care a denial asks for before somebody lets the request through.</summary>
internal enum Severity
{
    /// <summary>No policy is in the way, or nothing could be decided.</summary>
    Low,

    /// <summary>An Allow is missing, or a Deny of the caller's or the resource's own policies decided.</summary>
    Medium,

    /// <summary>A guardrail denied, or what would let the request through comes with a warning.</summary>
    High,
}
