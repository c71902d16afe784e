using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests.Companions;

/// <summary>A request that a call needs beside its own action.</summary>
/// <param name="Action">The action.</param>
/// <param name="Resource">What it is checked on.</param>
/// <param name="Certainty">How sure the action is.</param>
/// <param name="Need">Whether the call certainly needs it.</param>
/// <param name="Note">Why it is needed, in one clause.</param>
internal sealed record Companion(string Action, FoundResource Resource, Certainty Certainty, RequestNeed Need, Note Note)
{
    /// <summary>What the call names in the place of the resource; null where it names the resource.</summary>
    public ResourceId? NamedBy { get; init; }

    /// <summary>Who makes the request, where that is not the caller.</summary>
    public Principal? MadeBy { get; init; }

    /// <summary>Condition keys that the request certainly has.</summary>
    public IReadOnlyList<KeyValuePair<string, ContextValue>> Context { get; init; } = [];
}
