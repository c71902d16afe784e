using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Replays;

/// <summary>One request of a call, decided under the policies as they are and as proposed.</summary>
/// <param name="Request">The request, with its context.</param>
/// <param name="Policies">The policies as they are.</param>
/// <param name="Proposed">The policies as proposed; <paramref name="Policies"/> itself where no change touches them.</param>
/// <param name="Before">What the former say.</param>
/// <param name="After">What the latter say.</param>
internal sealed record ReplayedRequest(AuthorizationRequest Request, PolicySet Policies, PolicySet Proposed, Decision Before, Decision After)
{
    /// <summary>The layer of which it was not read what is attached, so that a change may concern the request all the same; null where that is known.</summary>
    public PolicyLayer? UnreadIn { get; init; }

    public bool IsTouched => !ReferenceEquals(Policies, Proposed);

    public bool IsNeeded => Request.Need == RequestNeed.Needed;

    public static bool IsDenial(Decision decision) => decision is Decision.ImplicitDeny or Decision.ExplicitDeny;

    /// <summary>What a call meets that needs all of <paramref name="decisions"/>: a certain denial of one is one of the call.</summary>
    public static Decision Together(IEnumerable<Decision> decisions)
    {
        var together = Decision.Allowed;
        foreach (var decision in decisions)
        {
            if (IsDenial(decision))
            {
                return decision;
            }

            together = decision == Decision.Indeterminate ? decision : together;
        }

        return together;
    }
}
