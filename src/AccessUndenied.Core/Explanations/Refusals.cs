using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Explanations;

/// <summary>Which requests of one event were refused, which stands for the event, and which may be behind the refusal.</summary>
/// <remarks>
/// What the error text names comes first, then what the call certainly needs, then what it needs under circumstances that nothing shows.
/// The last are never said to be refused while something else explains the refusal (DEP-05).
/// </remarks>
internal sealed record Refusals
{
    /// <summary>The request that stands for the event, and then the others that are refused.</summary>
    public required IReadOnlyList<EvaluatedRequest> Refused { get; init; }

    /// <summary>Requests that the call may have needed and that policies do not allow.</summary>
    public required IReadOnlyList<EvaluatedRequest> Suspected { get; init; }

    /// <summary>Requests that the call may have needed and of which nothing at hand tells whether policies allow them.</summary>
    public IReadOnlyList<EvaluatedRequest> Unjudged { get; init; } = [];

    /// <summary>Whether what stands for the event follows from the refusal itself, because all else is allowed.</summary>
    public bool IsInferred { get; init; }

    /// <summary>Chooses among <paramref name="evaluated"/>, of which there is at least one.</summary>
    public static Refusals Of(IReadOnlyList<EvaluatedRequest> evaluated, DenialHint hint)
    {
        // What the provider recorded as allowed was not refused, whatever the policies at hand say.
        if (evaluated.Where(one => one.Request.RecordedEffect != RecordedEffect.Allowed).ToList() is { Count: > 0 } others && others.Count < evaluated.Count)
        {
            evaluated = others;
        }

        var refused = evaluated.Where(one => one.IsNeeded && one.IsCertainlyRefused).ToList();
        var suspects = evaluated.Where(one => !one.IsNeeded && one.IsRefused && !IsForWantOfItsPolicy(one) && Agrees(one, hint)).ToList();
        var named = evaluated.Where(one => one.IsNamed).ToList();
        var first = named.Find(one => one.IsRefused) ?? named.Find(one => one.IsUndecided) ?? named.FirstOrDefault();
        first ??= refused.Find(one => one.Request.IsOfRefusal) ?? refused.FirstOrDefault() ?? evaluated.FirstOrDefault(one => one.IsNeeded && one.IsUndecided);
        if (first is null && hint.Refusal is null && AreInOnePlace(suspects))
        {
            return new() { Refused = suspects, Suspected = [], IsInferred = true };
        }

        // Where policies give all that the service's refusal is over, what was called stands for the event.
        first ??= evaluated.FirstOrDefault(one => !one.Request.IsOfRefusal) ?? evaluated[0];
        refused.Remove(first);
        suspects.AddRange(evaluated.Where(one => one.IsNeeded && one.IsUndecided && !one.IsCertainlyRefused && one != first));

        // Where the text names what was refused, what else might have been is beside the point.
        var tell = hint.Refusal is null && (named.Count == 0 || first.Result.Decision == Decision.Allowed);
        return new()
        {
            Refused = [first, .. refused],
            Suspected = tell ? suspects : [],
            Unjudged = tell && !first.IsRefused ? [.. evaluated.Where(one => !one.IsNeeded && (one.IsUndecided || (one.IsRefused && IsForWantOfItsPolicy(one))))] : [],
        };
    }

    // One thing to mend: the same resource for the same caller, and no guess.
    private static bool AreInOnePlace(List<EvaluatedRequest> suspects) =>
        suspects.Count > 0
        && suspects.TrueForAll(one => one.Request.Provenance.ResourceCertainty != Certainty.Guess
            && one.Request.Resource == suspects[0].Request.Resource
            && one.Request.Principal.Id == suspects[0].Request.Principal.Id);

    // Some resource of a kind has no policy to look at, which says nothing of the one that was meant.
    private static bool IsForWantOfItsPolicy(EvaluatedRequest one) =>
        one.Result.DecisiveLayer == PolicyLayer.Resource
        && (one.Request.Provenance.ResourceCertainty == Certainty.Guess || one.Policies.IsUnavailable(PolicyLayer.Resource));

    private static bool Agrees(EvaluatedRequest one, DenialHint hint) =>
        hint.IsExplicitDeny is not { } isExplicit || isExplicit == (one.Result.Decision == Decision.ExplicitDeny);
}
