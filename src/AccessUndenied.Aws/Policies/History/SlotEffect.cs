namespace AccessUndenied.Aws.Policies.History;

/// <summary>What a call does to a slot.</summary>
internal enum SlotEffect
{
    Set,
    Remove,

    /// <summary>It changes, and the record does not say to what.</summary>
    Lose,
    AddStatement,
    RemoveStatement,
}
