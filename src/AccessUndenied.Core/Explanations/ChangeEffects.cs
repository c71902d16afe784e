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
    // Nearest to the refusal; each costs a decision.
    private const int MostBefore = 128;
    private const int MostAfter = 32;

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
        ValueTask<Decision> DecideAsync(int change, bool isAfter) => this.DecideAsync(deniedEvent, request, changes[change], isAfter, session, cancellationToken);
        var culprit = await FindBreakAsync(changes, after, DecideAsync).ConfigureAwait(false);
        var mending = await FindMendingAsync(changes, after, DecideAsync).ConfigureAwait(false);
        if (culprit is null && mending is null && moment.Timeline.Unknown.Where(unknown => unknown.IsUnsettled).Min(unknown => unknown.Since) is { } since)
        {
            // What was put right within seconds of the refusal may not have been in effect yet.
            after = changes.FindIndex(change => change.Time >= since);
            culprit = await FindBreakAsync(changes, after, DecideAsync).ConfigureAwait(false);
            mending = await FindMendingAsync(changes, after, DecideAsync).ConfigureAwait(false);
        }

        if (mending is { } mended)
        {
            changes[mended] = changes[mended].With(ChangeEffect.MadeAllowed);
        }

        if (culprit is { } broken)
        {
            changes[broken] = changes[broken].With(ChangeEffect.MadeDenied);
        }

        if ((culprit ?? mending) is { } difference)
        {
            var first = changes[difference];
            changes.RemoveAt(difference);
            changes.Insert(0, first);
        }

        return new() { IsAtEvent = moment.Timeline.IsAtEvent, Changes = changes, Unknown = moment.Timeline.Unknown };
    }

    // Backwards from the refusal: where the request was last allowed, the next change is the one that broke it.
    private static async ValueTask<int?> FindBreakAsync(List<RecordedChange> changes, int after, Func<int, bool, ValueTask<Decision>> decide)
    {
        for (var i = after - 1; i >= Math.Max(0, after - MostBefore); i--)
        {
            if (i == after - 1 && !IsRefusal(await decide(i, true).ConfigureAwait(false)))
            {
                return null;
            }

            var before = await decide(i, false).ConfigureAwait(false);
            if (!IsRefusal(before))
            {
                return before == Decision.Allowed ? i : null;
            }
        }

        return null;
    }

    // Forwards from the refusal: the first change after which the request would be allowed.
    private static async ValueTask<int?> FindMendingAsync(List<RecordedChange> changes, int after, Func<int, bool, ValueTask<Decision>> decide)
    {
        for (var i = after; i < Math.Min(changes.Count, after + MostAfter); i++)
        {
            if (i == after && !IsRefusal(await decide(i, false).ConfigureAwait(false)))
            {
                return null;
            }

            var then = await decide(i, true).ConfigureAwait(false);
            if (!IsRefusal(then))
            {
                return then == Decision.Allowed ? i : null;
            }
        }

        return null;
    }

    private static bool IsRefusal(Decision decision) => decision is Decision.ImplicitDeny or Decision.ExplicitDeny;

    private async ValueTask<Decision> DecideAsync(
        AccessDeniedEvent deniedEvent, AuthorizationRequest request, RecordedChange change, bool after, CallerSession? session, CancellationToken cancellationToken)
    {
        var policies = SessionEvidence.Over(await _history.GetPoliciesAsync(request, change, after, cancellationToken).ConfigureAwait(false), session);
        return await _simulator.DecideAsync(RequestCompletion.Of(deniedEvent, request, policies, _keys), policies, cancellationToken).ConfigureAwait(false);
    }
}
