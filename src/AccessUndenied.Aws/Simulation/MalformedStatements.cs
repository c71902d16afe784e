namespace AccessUndenied.Aws.Simulation;

/// <summary>How statements that break the grammar count (GRAM-16).</summary>
internal enum MalformedStatements
{
    /// <summary>They apply perhaps.</summary>
    ApplyPerhaps,

    /// <summary>None of them applies.</summary>
    NeverApply,

    /// <summary>All of them apply.</summary>
    AlwaysApply,
}
