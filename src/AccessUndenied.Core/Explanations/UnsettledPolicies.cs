using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Explanations;

/// <summary>Tries every set of policies that may have been in effect where a change was so near to the event that nobody knows which was.</summary>
internal sealed class UnsettledPolicies
{
    private readonly ISimulator _simulator;
    private readonly IConditionKeyRegistry _keys;

    public UnsettledPolicies(ISimulator simulator, IConditionKeyRegistry keys)
    {
        _simulator = simulator;
        _keys = keys;
    }

    /// <summary>The moment with the set that is evaluated, and what is to be said of the others: where all decide alike, nothing is lost.</summary>
    public async ValueTask<(PolicyMoment Moment, Note? Note)> SettleAsync(
        AccessDeniedEvent deniedEvent, AuthorizationRequest request, PolicyMoment moment, CallerSession? session, CancellationToken cancellationToken)
    {
        if (moment.Alternatives.Count == 0)
        {
            return (moment, null);
        }

        var decided = new List<SimulationResult>(moment.Alternatives.Count);
        foreach (var alternative in moment.Alternatives)
        {
            var policies = SessionEvidence.Over(alternative, session);
            decided.Add(await _simulator.SimulateAsync(RequestCompletion.Of(deniedEvent, request, policies, _keys), policies, cancellationToken).ConfigureAwait(false));
        }

        var first = decided[0];
        var areAlike = first.Decision != Decision.Indeterminate && decided.TrueForAll(one => one.Error is null && one.Decision == first.Decision && one.DecisiveLayer == first.DecisiveLayer);
        if (!areAlike)
        {
            return (moment, WitnessMessages.Unsettled(request, decided.Exists(one => one.Decision == Decision.Allowed), decided.Exists(IsRefusal), decided.TrueForAll(IsDecided)));
        }

        var settled = new PolicyTimeline
        {
            IsAtEvent = moment.Timeline.IsAtEvent, Changes = moment.Timeline.Changes, Unknown = [.. moment.Timeline.Unknown.Where(unknown => !unknown.IsUnsettled)],
        };
        return (new(moment.Alternatives[0], settled) { Today = moment.Today }, null);
    }

    private static bool IsRefusal(SimulationResult result) => result.Error is null && result.Decision is Decision.ImplicitDeny or Decision.ExplicitDeny;

    private static bool IsDecided(SimulationResult result) => result.Error is null && result.Decision != Decision.Indeterminate;
}
