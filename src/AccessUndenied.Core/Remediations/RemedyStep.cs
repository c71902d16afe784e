using AccessUndenied.Events;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Remediations;

/// <summary>One way to mend one cause: a change of a policy, or of the call.</summary>
internal sealed record RemedyStep(RemediationKind Kind)
{
    /// <summary>The change; null where no policy changes.</summary>
    public PolicyChange? Change { get; init; }

    /// <summary>What the call has then.</summary>
    public IReadOnlyList<KeyValuePair<string, ContextValue>> Sets { get; init; } = [];

    /// <summary>What the policy demands of the keys in <see cref="Sets"/>, whose values may be no more than examples of it.</summary>
    public IReadOnlyList<WrittenCondition> Demands { get; init; } = [];

    /// <summary>What to do, where <see cref="Change"/> does not tell.</summary>
    public string Words { get; init; } = "";

    /// <summary>Pages of the provider on it.</summary>
    public string? Page { get; init; }

    /// <summary>Whether simulation can prove it.</summary>
    public bool CanBeSimulated { get; init; } = true;

    /// <summary>Whether the call is then for another thing, so that nothing new is to be granted for its sake.</summary>
    public bool IsForAnotherThing { get; init; }

    /// <summary>Whether it lets in whom a statement keeps out and who is none of the owner's, so that it is an alternative for the owner to judge, and never what is verified.</summary>
    public bool IsForStranger { get; init; }

    /// <summary>Whether it leaves the call to another caller.</summary>
    public bool IsOfAnotherCaller { get; init; }

    /// <summary>Whether what is to be done changes what somebody may do, as a policy would.</summary>
    public bool ChangesAccess { get; init; }

    /// <summary>What whoever does it has to know first.</summary>
    public IReadOnlyList<Note> Warnings { get; init; } = [];

    /// <summary>What is to be filled in or known first, a sentence each.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];
}
