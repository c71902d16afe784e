using System.Text;
using AccessUndenied.Explanations;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Remediations;

/// <summary>The plans for all requests of one event, within a budget of simulations.</summary>
/// <remarks>
/// The order is that in which they are safe to try: what the caller can do, what a policy can allow, what would loosen a guardrail, and to
/// change nothing; what lets in a stranger whom a statement keeps out comes after that, and who else might make the call last.
/// </remarks>
internal sealed class PlanSearch
{
    private const int MostSimulations = 10;
    private const int MostAlternatives = 3;
    private const int MostRounds = 12;

    private readonly ISimulator _simulator;
    private readonly IPolicyDialect _dialect;
    private readonly List<PlannedRequest> _requests;
    private readonly List<Remediation> _ofOthers = [];
    private readonly List<Remediation> _forStrangers = [];
    private readonly HashSet<string> _offered = new(StringComparer.Ordinal);
    private int _left;

    public PlanSearch(ISimulator simulator, IPolicyDialect dialect, IEnumerable<Denial> denials)
    {
        _simulator = simulator;
        _dialect = dialect;
        _requests = [.. denials.Select(denial => new PlannedRequest(denial))];
        _left = MostSimulations * _requests.Count;
    }

    public async ValueTask<IReadOnlyList<Remediation>> RunAsync(CancellationToken cancellationToken)
    {
        var plans = new List<Remediation>();
        await AddAsync(plans, Preference.Caller, cancellationToken).ConfigureAwait(false);
        await AddAsync(plans, Preference.Grant, cancellationToken).ConfigureAwait(false);
        await AddAsync(plans, Preference.Guardrail, cancellationToken).ConfigureAwait(false);
        if (KeptPlan.Of(_requests, [.. plans, .. _forStrangers]) is { } keep)
        {
            plans.Add(keep);
        }

        plans.AddRange(_forStrangers);
        plans.AddRange(_ofOthers);
        return plans;
    }

    private async ValueTask AddAsync(List<Remediation> plans, Preference preference, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var rank = 0; rank < MostAlternatives; rank++)
        {
            var draft = await DraftAsync(preference, rank, cancellationToken).ConfigureAwait(false);
            if (draft is null || !Belongs(draft, preference) || !seen.Add(draft.Signature))
            {
                return;
            }

            // Whoever asked for one thing is not to be given another, least of all for the asking.
            if (draft.IsForAnotherThing && draft.Changes.Count > 0)
            {
                continue;
            }

            // A guardrail is not to be loosened for a request that is refused all the same.
            if (draft.LoosensInVain)
            {
                continue;
            }

            if (draft.IsVerified && draft.Changes.Count + draft.Sets.Count > 1)
            {
                await LeaveOutNeedlessAsync(draft, cancellationToken).ConfigureAwait(false);
                if (!Belongs(draft, preference))
                {
                    // What the caller does was enough: no policy is to be changed beside it.
                    plans.Insert(0, PlanBuilder.Of(_dialect, _requests, draft));
                    return;
                }
            }

            // Without what was needless it may be what was offered already.
            var plan = PlanBuilder.Of(_dialect, _requests, draft);
            var offer = draft.Changes.Count > 0 && draft.Changes.All(change => change.IsAddition && OwnBounds.IsOwners(change.Layer)) ? plan.Sentence : draft.Signature;
            if (_offered.Contains(offer))
            {
                continue;
            }

            if (rank == 0 || plan.Verified || (draft is { IsVerified: true, CanBeSimulated: true } && draft.CallersPart.Count > 0))
            {
                _offered.Add(offer);
                (draft.IsForStranger ? _forStrangers : draft.IsOfAnotherCaller && draft.Kind == RemediationKind.CallerChange ? _ofOthers : plans).Add(plan);
            }
        }
    }

    private static bool Belongs(Draft draft, Preference preference) => draft.Kind == preference switch
    {
        Preference.Caller => RemediationKind.CallerChange,
        Preference.Grant => RemediationKind.Grant,
        _ => RemediationKind.GuardrailChange,
    };

    // Null where the steps of the preference do not suffice.
    private async ValueTask<Draft?> DraftAsync(Preference preference, int rank, CancellationToken cancellationToken)
    {
        // Nobody can review a change of so many statements.
        if (preference == Preference.Guardrail && _requests.Exists(planned =>
            planned.Result.Layers.Any(layer => layer.DecidingStatements.Count > CauseFinder.MostStatements && layer.Decision == Decision.ExplicitDeny)))
        {
            return null;
        }

        var draft = new Draft();
        foreach (var planned in _requests)
        {
            if (!await ExtendAsync(draft, planned, preference, rank, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        return draft.Count == 0 ? null : draft;
    }

    private async ValueTask<bool> ExtendAsync(Draft draft, PlannedRequest planned, Preference preference, int rank, CancellationToken cancellationToken)
    {
        var (causes, result) = (planned.Explanation.Causes, (SimulationResult?)planned.Result);
        if (draft.Count > 0 && planned.CanVerify && draft.CanBeSimulated)
        {
            (causes, result) = await LeftAsync(draft, planned, cancellationToken).ConfigureAwait(false);
        }

        var handled = new HashSet<object>();
        for (var round = 0; causes.Count > 0 && round < MostRounds; round++)
        {
            var before = draft.Count + planned.Assumed.Count;
            // What the caller's own policies ask for is settled first: a statement of the resource's policy carries it.
            foreach (var cause in causes.OrderBy(cause => OwnBounds.IsOwners(cause.Layer) && cause.Decision == Decision.ImplicitDeny ? 1 : 0))
            {
                if (handled.Add(KeyOf(cause)) && !IsDone(draft, cause) && !AddStep(draft, planned, cause, result, preference, rank))
                {
                    return false;
                }
            }

            if (draft.Count + planned.Assumed.Count == before || !planned.CanVerify || !draft.CanBeSimulated)
            {
                // What blocks and is left as it is keeps a caller's way from being one.
                draft.IsVerified = false;
                return preference != Preference.Caller || draft.Count + planned.Assumed.Count > before;
            }

            if (await AllowsAsync(draft, planned, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }

            (causes, result) = await LeftAsync(draft, planned, cancellationToken).ConfigureAwait(false);
            if (causes.Count == 0)
            {
                draft.IsVerified = result?.Decision == Decision.Allowed && draft.IsVerified;
                return preference != Preference.Caller || draft.IsVerified;
            }
        }

        return true;
    }

    private static object KeyOf(Cause cause) => cause.Statement ?? (object)(cause.Layer, cause.AttachedTo);

    // A deny that was narrowed and still applies is not mended by narrowing it again.
    private static bool IsDone(Draft draft, Cause cause) => cause.Statement is { } statement
        && draft.Changes.Any(change => change.Replaces is not null && change.StatementJson == Encoding.UTF8.GetString(statement.Json.Span));

    private bool AddStep(Draft draft, PlannedRequest planned, Cause cause, SimulationResult? result, Preference preference, int rank)
    {
        var request = draft.Apply(planned.Request);
        var steps = StepsFor(new(_dialect, request, planned.Apply(draft), planned.Given.Unavailable, draft.Demands), cause, result);

        // The other account's side is its owner's to mend; what can be said is that it must allow.
        if (cause.Layer == Requests.PolicyLayer.Identity && cause.Decision == Decision.ImplicitDeny && planned.IsOfOthers)
        {
            if (planned.Assumed.Count == 0 && steps.LastOrDefault(step => step.Change is not null) is { } theirs)
            {
                planned.Assume(theirs.Change!);
            }

            return true;
        }

        var callers = steps.Where(step => step.Kind == RemediationKind.CallerChange).OrderBy(step => step.CanBeSimulated ? 0 : 1).ToList();
        var grants = steps.Where(step => step.Kind == RemediationKind.Grant).ToList();
        var guardrails = steps.Where(step => step.Kind == RemediationKind.GuardrailChange).ToList();
        var chosen = preference switch
        {
            Preference.Caller => Ranked(callers, rank),
            Preference.Grant => Ranked(grants, rank) ?? Ranked(callers, 0),
            _ => Ranked(guardrails, rank) ?? Ranked(grants, 0) ?? Ranked(callers, 0),
        };
        if (chosen is not null)
        {
            draft.Add(chosen);
            return true;
        }

        draft.IsVerified = false;
        draft.Unanswered.Add(cause);
        return preference switch
        {
            Preference.Caller => false,
            Preference.Grant => steps.Count == 0 && (cause.Decision == Decision.ImplicitDeny || cause.IsFromMessage),
            _ => true,
        };
    }

    // A document with a member twice cannot be edited as JSON; then nothing is offered for it.
    private static IReadOnlyList<RemedyStep> StepsFor(StepFinder finder, Cause cause, SimulationResult? result)
    {
        try
        {
            return finder.StepsFor(cause, result);
        }
        catch (ArgumentException)
        {
            return [];
        }
    }

    private static RemedyStep? Ranked(List<RemedyStep> steps, int rank) => steps.Count == 0 ? null : steps[Math.Min(rank, steps.Count - 1)];

    // A change that another one makes needless is no part of the plan.
    private async ValueTask LeaveOutNeedlessAsync(Draft draft, CancellationToken cancellationToken)
    {
        var fewest = draft.Sets.Count > 0 && draft.CanBeSimulated ? 0 : 1;
        for (var i = draft.Changes.Count - 1; i >= 0 && draft.Changes.Count > fewest; i--)
        {
            var fewer = draft.Changes.Where((_, index) => index != i).ToList();
            if (await AllowsAllAsync(draft, fewer, cancellationToken).ConfigureAwait(false))
            {
                draft.Remove(draft.Changes[i]);
            }
        }
    }

    private async ValueTask<bool> AllowsAllAsync(Draft draft, List<PolicyChange> changes, CancellationToken cancellationToken)
    {
        foreach (var planned in _requests)
        {
            if (_left-- <= 0 || await _simulator.DecideAsync(
                draft.Apply(planned.Request), PolicyEdits.Apply(planned.Policies, [.. planned.Assumed, .. changes], planned.Request), cancellationToken).ConfigureAwait(false) != Decision.Allowed)
            {
                return false;
            }
        }

        return true;
    }

    // Whether the request is allowed with the changes is asked without reasons; they are asked for where it is not.
    private async ValueTask<bool> AllowsAsync(Draft draft, PlannedRequest planned, CancellationToken cancellationToken) =>
        _left-- > 0 && await _simulator.DecideAsync(draft.Apply(planned.Request), planned.Apply(draft), cancellationToken).ConfigureAwait(false) == Decision.Allowed;

    private async ValueTask<(IReadOnlyList<Cause> Causes, SimulationResult? Result)> LeftAsync(Draft draft, PlannedRequest planned, CancellationToken cancellationToken)
    {
        if (_left-- <= 0)
        {
            draft.IsVerified = false;
            return ([], null);
        }

        var (request, policies) = (draft.Apply(planned.Request), planned.Apply(draft));
        var result = await _simulator.SimulateAsync(request, policies, cancellationToken).ConfigureAwait(false);
        if (result.Decision is Decision.Allowed)
        {
            return ([], result);
        }

        draft.IsVerified &= result.Decision is Decision.ImplicitDeny or Decision.ExplicitDeny;
        return (result.Decision is Decision.ImplicitDeny or Decision.ExplicitDeny ? CauseFinder.Of(request, policies, result, blamed: null) : [], result);
    }

    /// <summary>Whether both change one policy, which may hang at several places; edits keep the text that they started from.</summary>
    internal static bool IsOfSamePolicy(PolicyChange change, PolicyChange other) =>
        change.Layer == other.Layer && change.Policy is { Document: { } document } policy && other.Policy is { Document: { } its } same
        && policy.Name == same.Name && policy.Id == same.Id && document.Json.Equals(its.Json)
        && (policy.Origin != Policies.PolicyOrigin.Inline || policy.AttachedTo == same.AttachedTo);
}
