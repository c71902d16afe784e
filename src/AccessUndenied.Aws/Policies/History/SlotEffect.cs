namespace AccessUndenied.Aws.Policies.History;

/// <summary>What a call does to a slot.</summary>
internal enum SlotEffect
{
    Set,
    Remove,

    /// <summary>It changes, and the record does not say to what.</summary>
    Lose,

    /// <summary>It makes what may be there already, and what it then holds is not told where it was not.</summary>
    LoseIfAbsent,

    /// <summary>It sets some members of an object of tags.</summary>
    Merge,

    /// <summary>It takes some members of an object of tags away, those that have a value where they have that one.</summary>
    Part,

    /// <summary>It holds what another slot held until then: what was renamed.</summary>
    Move,
    AddStatement,
    RemoveStatement,
}
