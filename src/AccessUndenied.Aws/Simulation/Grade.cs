namespace AccessUndenied.Aws.Simulation;

/// <summary>What an Allow of a resource policy is worth to the caller whom it matches, weakest first (PM-03).</summary>
/// <remarks>Rules: docs/rules/evaluation.md (SAME-01 to SAME-11).</remarks>
internal enum Grade
{
    /// <summary>It does not match the caller.</summary>
    None,

    /// <summary>It names the caller's account, which delegates to that account's own policies.</summary>
    Delegated,

    /// <summary>It names the role behind a session, or the user behind a federated session.</summary>
    Entity,

    /// <summary>It names the caller itself, or everybody.</summary>
    Direct,
}
