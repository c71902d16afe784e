namespace AccessUndenied.Aws.Simulation;

/// <summary>Which statements a trace holds.</summary>
internal enum TraceDetail
{
    /// <summary>Those that decided.</summary>
    DecidingStatements,

    /// <summary>Those too that speak of the action and failed by another element.</summary>
    NearMisses,

    /// <summary>All, each with the first element that failed.</summary>
    EveryStatement,
}
