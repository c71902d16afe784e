using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Explanations;

/// <summary>Finds out which change of policies made the difference to a request, by deciding it just before and just after each.</summary>
internal sealed class ChangeEffects
{
    // Nearest to the refusal; each costs two decisions.
    private const int MostBefore = 24;
    private const int MostAfter = 12;

    private readonly IPolicyHistory _history;
    private readonly ISimulator _simulator;
    private readonly IConditionKeyRegistry _keys;

    public ChangeEffects(IPolicyHistory history, ISimulator simulator, IConditionKeyRegistry keys)
    {
        _history = history;
        _simulator = simulator;
        _keys = keys;
    }

    /// <summary>The timeline of <paramref name="moment"/> with effects, the change that made the difference first.</summary>
    public async ValueTask<PolicyTimeline> FindAsync(
        AccessDeniedEvent deniedEvent, AuthorizationRequest request, PolicyMoment moment, CallerSession? session, CancellationToken cancellationToken)
    {
        var time = deniedEvent.Time ?? DateTimeOffset.MaxValue;
        var changes = moment.Timeline.Changes.OrderBy(change => change.Order).ToList();
        var after = changes.FindIndex(change => change.Time > time);
        after = after < 0 ? changes.Count : after;
        for (var i = Math.Max(0, after - MostBefore); i < Math.Min(changes.Count, after + MostAfter); i++)
        {
            changes[i] = changes[i] with { Effect = await EffectAsync(deniedEvent, request, changes[i], session, cancellationToken).ConfigureAwait(false) };
        }

        var culprit = changes.Take(after).ToList().FindLastIndex(change => change.Effect != ChangeEffect.None);
        if (culprit < 0 || changes[culprit].Effect != ChangeEffect.MadeDenied)
        {
            culprit = changes.FindIndex(after, change => change.Effect == ChangeEffect.MadeAllowed);
        }

        if (culprit > 0)
        {
            var first = changes[culprit];
            changes.RemoveAt(culprit);
            changes.Insert(0, first);
        }

        return moment.Timeline with { Changes = changes };
    }

    private async ValueTask<ChangeEffect> EffectAsync(
        AccessDeniedEvent deniedEvent, AuthorizationRequest request, RecordedChange change, CallerSession? session, CancellationToken cancellationToken)
    {
        var before = await DecideAsync(deniedEvent, request, change, false, session, cancellationToken).ConfigureAwait(false);
        var after = await DecideAsync(deniedEvent, request, change, true, session, cancellationToken).ConfigureAwait(false);
        return (before, after) switch
        {
            (Decision.Allowed, Decision.ImplicitDeny or Decision.ExplicitDeny) => ChangeEffect.MadeDenied,
            (Decision.ImplicitDeny or Decision.ExplicitDeny, Decision.Allowed) => ChangeEffect.MadeAllowed,
            _ => ChangeEffect.None,
        };
    }

    private async ValueTask<Decision> DecideAsync(
        AccessDeniedEvent deniedEvent, AuthorizationRequest request, RecordedChange change, bool after, CallerSession? session, CancellationToken cancellationToken)
    {
        var policies = SessionEvidence.Over(await _history.GetPoliciesAsync(request, change, after, cancellationToken).ConfigureAwait(false), session);
        return await _simulator.DecideAsync(RequestCompletion.Of(deniedEvent, request, policies, _keys), policies, cancellationToken).ConfigureAwait(false);
    }
}
