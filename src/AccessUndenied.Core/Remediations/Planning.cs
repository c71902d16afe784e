using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Remediations.Opening;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Remediations;

/// <summary>One plan in the making, with its alternatives, within a budget of simulations.</summary>
internal sealed class Planning
{
    private const int MostSimulations = 10;
    private const int MostAlternatives = 3;

    private readonly ISimulator _simulator;
    private readonly PolicyWriter _writer;
    private readonly AuthorizationRequest _request;
    private readonly PolicySet _given;
    private readonly PolicySet _policies;
    private readonly Explanation _explanation;
    private readonly List<string> _assumptions;
    private readonly List<PolicyChange> _assumed = [];
    private readonly Dictionary<PolicyChange, IReadOnlyList<PolicyChange>> _alternatives = new(ReferenceEqualityComparer.Instance);
    private int _simulations;

    public Planning(ISimulator simulator, PolicyWriter writer, AuthorizationRequest request, PolicySet policies, Explanation explanation)
    {
        _simulator = simulator;
        _writer = writer;
        _request = request;
        _given = policies;
        _policies = policies.Unavailable.Count == 0 ? policies : policies with { Unavailable = [] };
        _explanation = explanation;
        _assumptions = [.. policies.Unavailable.Select(item => Messages.AssumedHarmless(item.What))];
    }

    public async ValueTask<IReadOnlyList<Remediation>> RunAsync(CancellationToken cancellationToken)
    {
        var plans = new List<Remediation>();
        var (changes, verified) = await FindAsync(cancellationToken).ConfigureAwait(false);
        if (changes.Count > 0)
        {
            if (verified)
            {
                changes = await WithoutNeedlessAsync(changes, cancellationToken).ConfigureAwait(false);
            }

            plans.Add(Make(changes, verified));
            if (verified)
            {
                await AddAlternativesAsync(plans, changes, cancellationToken).ConfigureAwait(false);
            }
        }

        if (_explanation.Causes.FirstOrDefault(IsGuardrail) is { } guardrail)
        {
            plans.Add(new() { Sentence = Messages.KeepGuardrail(guardrail), Changes = [], Opens = [Messages.OpensNothing] });
        }

        return plans;
    }

    private async ValueTask<(List<PolicyChange> Changes, bool Verified)> FindAsync(CancellationToken cancellationToken)
    {
        var changes = new List<PolicyChange>();
        var causes = _explanation.Causes;
        while (causes.Count > 0)
        {
            var before = changes.Count + _assumed.Count;
            foreach (var cause in causes)
            {
                AddChange(cause, changes);
            }

            // What only the error text tells cannot be simulated, and nothing beyond it is known to be missing.
            if (changes.Count + _assumed.Count == before || !CanVerify())
            {
                break;
            }

            if (await AllowsAsync(changes, cancellationToken).ConfigureAwait(false))
            {
                return (changes, true);
            }

            if (await SimulateAsync(changes, cancellationToken).ConfigureAwait(false) is not { } result)
            {
                return (changes, false);
            }

            causes = result.Decision is Decision.ImplicitDeny or Decision.ExplicitDeny
                ? CauseFinder.Of(_request, PolicyEdits.Apply(_policies, [.. _assumed, .. changes], _request), result, blamed: null)
                : [];
        }

        return (changes, false);
    }

    private void AddChange(Cause cause, List<PolicyChange> changes)
    {
        if (changes.Exists(change => IsFor(change, cause)) || _assumed.Exists(change => IsFor(change, cause)))
        {
            return;
        }

        // A deny that was narrowed and still applies is not mended by narrowing it again.
        if (cause.Statement is { } statement && changes.Exists(change => change.StatementJson == System.Text.Encoding.UTF8.GetString(statement.Json.Span)))
        {
            return;
        }

        var candidates = _writer.ChangesFor(cause, PolicyEdits.Apply(_policies, changes, _request));
        if (candidates.Count == 0)
        {
            return;
        }

        // The other account's side is its owner's to mend; what can be said is that it must allow.
        if (cause.Layer == PolicyLayer.Identity && cause.Decision == Decision.ImplicitDeny && IsOfOthers())
        {
            _assumed.Add(candidates[^1]);
            _assumptions.Add(Messages.AssumedAllowedBy(_request));
            return;
        }

        changes.Add(candidates[0]);
        _alternatives[candidates[0]] = candidates;
    }

    private bool IsOfOthers() => _given.IsUnavailable(PolicyLayer.Identity) && !_given.IsUnavailable(PolicyLayer.Resource)
        && (_request.Resource.AccountId ?? _given.ResourceAccountId) is { } owner && _request.Principal.AccountId is { } home && owner != home;

    // A change that another one makes needless is no part of the plan.
    private async ValueTask<List<PolicyChange>> WithoutNeedlessAsync(List<PolicyChange> changes, CancellationToken cancellationToken)
    {
        for (var i = changes.Count - 1; i >= 0 && changes.Count > 1; i--)
        {
            var fewer = changes.Where((_, index) => index != i).ToList();
            if (await AllowsAsync(fewer, cancellationToken).ConfigureAwait(false))
            {
                changes = fewer;
            }
        }

        return changes;
    }

    private async ValueTask AddAlternativesAsync(List<Remediation> plans, List<PolicyChange> changes, CancellationToken cancellationToken)
    {
        for (var rank = 1; rank < MostAlternatives; rank++)
        {
            var other = changes.ConvertAll(change => _alternatives.TryGetValue(change, out var ranked) && rank < ranked.Count ? ranked[rank] : change);
            if (other.SequenceEqual(changes, ReferenceEqualityComparer.Instance))
            {
                return;
            }

            if (await AllowsAsync(other, cancellationToken).ConfigureAwait(false))
            {
                plans.Add(Make(other, verified: true));
            }
        }
    }

    // Whether the request is allowed with the changes is asked without reasons; they are asked for where it is not.
    private async ValueTask<bool> AllowsAsync(IReadOnlyList<PolicyChange> changes, CancellationToken cancellationToken) =>
        _simulations++ < MostSimulations
        && await _simulator.DecideAsync(_request, PolicyEdits.Apply(_policies, [.. _assumed, .. changes], _request), cancellationToken).ConfigureAwait(false)
            == Decision.Allowed;

    private async ValueTask<SimulationResult?> SimulateAsync(IReadOnlyList<PolicyChange> changes, CancellationToken cancellationToken)
    {
        if (_simulations++ >= MostSimulations)
        {
            return null;
        }

        return await _simulator.SimulateAsync(_request, PolicyEdits.Apply(_policies, [.. _assumed, .. changes], _request), cancellationToken).ConfigureAwait(false);
    }

    private bool CanVerify() =>
        !_explanation.Causes.Any(cause => cause.IsFromMessage || (cause.IsInferred && cause.Decision == Decision.ImplicitDeny));

    private static bool IsFor(PolicyChange change, Cause cause) => change.Layer == cause.Layer
        && (cause.Statement is { } statement ? ReferenceEquals(change.Replaces, statement) : change.IsAddition && change.CauseTarget == cause.AttachedTo);

    // Whoever wrote a Deny meant to deny something, in whichever kind of policy.
    private static bool IsGuardrail(Cause cause) => cause.Decision == Decision.ExplicitDeny && !cause.IsFromMessage;

    private Remediation Make(List<PolicyChange> changes, bool verified)
    {
        var whole = WithWholeDocuments(changes);
        var tooLong = whole.Where(PolicyWriter.IsTooLong).ToList();
        return OpenedAccessFinder.Complete(_request, _given, new()
        {
            Sentence = Messages.Remedy(_request, whole),
            Changes = whole,
            Verified = verified && tooLong.Count == 0,
            Opens = [.. whole.Select(change => change.Opens).Distinct(StringComparer.Ordinal)],
            Assumptions =
            [
                .. _assumptions,
                .. tooLong.Select(Messages.TooLong),
            ],
        });
    }

    // Two changes of one policy are one new version of it.
    private static List<PolicyChange> WithWholeDocuments(List<PolicyChange> changes)
    {
        if (changes.Count == 1)
        {
            return changes;
        }

        return changes.ConvertAll(change =>
        {
            var same = changes.FindAll(other => IsOfSamePolicy(change, other));
            return same.Count < 2 || change.Policy!.Document is null
                ? change
                : change with { Document = DocumentEditing.Apply(same[0].Policy!.Document!, same.Select(item => (item.Replaces ?? item.Widens, item.StatementJson))) };
        });
    }

    /// <summary>Whether both change one policy, which may hang at several places; edits keep the text that they started from.</summary>
    internal static bool IsOfSamePolicy(PolicyChange change, PolicyChange other) =>
        change.Layer == other.Layer && change.Policy is { Document: { } document } policy && other.Policy is { Document: { } its } same
        && policy.Name == same.Name && policy.Id == same.Id && document.Json.Equals(its.Json);
}
