namespace AccessUndenied.Replays;

/// <summary>What a <see cref="ProposedChange"/> does with a policy.</summary>
public enum ChangeKind
{
    /// <summary>Writes the policy: in the place of the one of that name, or beside the others where there is none.</summary>
    Put,

    /// <summary>Removes the policy.</summary>
    Delete,

    /// <summary>Attaches a policy that exists apart from its target.</summary>
    Attach,

    /// <summary>Detaches such a policy; it goes on to exist.</summary>
    Detach,
}
