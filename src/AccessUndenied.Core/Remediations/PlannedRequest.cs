using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Remediations;

/// <summary>One request of an event for which is planned.</summary>
internal sealed class PlannedRequest
{
    public PlannedRequest(Denial denial)
    {
        Request = denial.Request;
        Given = denial.Policies;
        Policies = Given.Unavailable.Count == 0 ? Given : Given with { Unavailable = [] };
        Explanation = denial.Explanation;
        Result = denial.Result;
        Doubts = [.. Request.Provenance.Doubts, .. Explanation.Doubts];
        Assumptions = [.. Given.Unavailable.Select(item => RemedyMessages.AssumedHarmless(item.What)), .. Doubts];
    }

    public AuthorizationRequest Request { get; }

    /// <summary>The policies, with what could not be read.</summary>
    public PolicySet Given { get; }

    /// <summary>The policies, as if what could not be read did no harm.</summary>
    public PolicySet Policies { get; }

    public Explanation Explanation { get; }

    public SimulationResult Result { get; }

    /// <summary>Changes that others have to make, and that are taken for made.</summary>
    public List<PolicyChange> Assumed { get; } = [];

    public List<Note> Assumptions { get; }

    /// <summary>Why nothing is verified by simulating it: what the simulation rests on is itself in doubt.</summary>
    public IReadOnlyList<Note> Doubts { get; }

    /// <summary>Whether all that blocks is known, so that simulating tells; what only the error text tells cannot be simulated.</summary>
    public bool CanVerify => !Explanation.Causes.Any(cause => cause.IsFromMessage || (cause.IsInferred && cause.Decision == Decision.ImplicitDeny));

    /// <summary>Whether the caller's own policies are another account's, which its owner must mend.</summary>
    public bool IsOfOthers => Given.IsUnavailable(PolicyLayer.Identity) && !Given.IsUnavailable(PolicyLayer.Resource)
        && (Request.Resource.AccountId ?? Given.ResourceAccountId) is { } owner && Request.Principal.AccountId is { } home && owner != home;

    public PolicySet Apply(Draft draft) => PolicyEdits.Apply(Policies, [.. Assumed, .. draft.Changes], Request);

    public void Assume(PolicyChange change)
    {
        Assumed.Add(change);
        Assumptions.Add(RemedyMessages.AssumedAllowedBy(Request));
    }
}
