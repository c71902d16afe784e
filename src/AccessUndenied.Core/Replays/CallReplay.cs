using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Repetitions;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Replays;

/// <summary>Replays single calls.</summary>
/// <remarks>Used by several threads at once. Only where something differs or is undecided are the reasons written down.</remarks>
internal sealed class CallReplay
{
    private readonly IRequestResolver _resolver;
    private readonly IPolicySource _source;
    private readonly IConditionKeyRegistry _keys;
    private readonly ISimulator _simulator;
    private readonly ProposedPolicies? _proposed;
    private readonly ChangeJudgment _judgment;
    private readonly IPolicyHistory? _history;
    private readonly RepeatedCalls? _repeated;

    public CallReplay(
        IRequestResolver resolver,
        IPolicySource source,
        IConditionKeyRegistry keys,
        ISimulator simulator,
        ProposedPolicies? proposed,
        IPolicyHistory? history = null,
        IRepetition? repetition = null)
    {
        _history = history;
        _repeated = repetition is null ? null : new(repetition);
        _resolver = resolver;
        _source = source;
        _keys = keys;
        _simulator = simulator;
        _proposed = proposed;
        _judgment = new(simulator);
    }

    /// <summary>Whether results have the requests that the call needed.</summary>
    public bool KeepsRequests { get; init; }

    public async ValueTask<ReplayedCall> ReplayAsync(RecordedCall call, CancellationToken cancellationToken)
    {
        if ((call.SkipReason ?? (call.Event.Problem is null ? null : OutcomeMessages.SkippedUnreadable)) is { } reason)
        {
            return new ReplayedCall(Begin(call)) { SkipReason = reason };
        }

        // The requests that are kept go on to tell their condition keys from the call's own record.
        if (_repeated is null || KeepsRequests)
        {
            return await ReplayAsync(call, new(), _keys, cancellationToken).ConfigureAwait(false);
        }

        var hash = _repeated.HashOf(call);
        if (_repeated.Find(call, hash) is { } known)
        {
            return known;
        }

        var moment = new CallMoment();
        var keys = _repeated.Watch(_keys);
        var result = await ReplayAsync(call, moment, keys, cancellationToken).ConfigureAwait(false);
        _repeated.Keep(call, hash, result, moment, keys);
        return result;
    }

    private async ValueTask<ReplayedCall> ReplayAsync(RecordedCall call, CallMoment moment, IConditionKeyRegistry keys, CancellationToken cancellationToken)
    {
        var result = Begin(call);
        var resolution = await _resolver.ResolveAsync(call.Event, cancellationToken).ConfigureAwait(false);
        if (resolution.Problem is not null || resolution.Requests.Count == 0)
        {
            return new ReplayedCall(result) { SkipReason = OutcomeMessages.SkippedUnresolved };
        }

        var isOfService = call.Outcome == CallOutcome.Denied && (resolution.Hint.Refusal is { IsCertain: true } || resolution.Hint.IsInvalidRequest);
        var requests = new List<ReplayedRequest>(resolution.Requests.Count);
        foreach (var request in resolution.Requests)
        {
            var policies = SessionEvidence.Over(await GetPoliciesAsync(call, request, moment, cancellationToken).ConfigureAwait(false), resolution.Session);
            requests.Add(await DecideAsync(call, request, policies, keys, cancellationToken).ConfigureAwait(false));
        }

        result = new ReplayedCall(result) { Requests = requests.Count, IsAtEvent = moment.IsAtEvent, Needed = KeepsRequests ? NeededOf(requests) : [] };
        if (isOfService || call.Outcome == CallOutcome.Failed)
        {
            result = new ReplayedCall(result) { Agreement = CallAgreement.NotCounted };
        }
        else
        {
            result = await CompareAsync(result, requests, resolution.Hint, cancellationToken).ConfigureAwait(false);
        }

        // What the service refuses for reasons of its own stays refused.
        var change = isOfService ? null : await JudgeAsync(call.Outcome, requests, resolution.Hint, cancellationToken).ConfigureAwait(false);
        return change is null ? result : new ReplayedCall(result) { Change = change };
    }

    private async ValueTask<CallDifference?> JudgeAsync(CallOutcome outcome, List<ReplayedRequest> requests, DenialHint hint, CancellationToken cancellationToken)
    {
        var change = requests.Exists(one => one.IsTouched) ? await _judgment.JudgeAsync(outcome, requests, hint, cancellationToken).ConfigureAwait(false) : null;
        if (change is not null || requests.Find(one => one.UnreadIn is not null) is not { UnreadIn: { } layer } unread)
        {
            return change;
        }

        // What a change would do if it concerned the call, nobody knows for certain.
        var supposed = new List<ReplayedRequest>(requests.Count);
        foreach (var one in requests)
        {
            var policies = one.UnreadIn is { } own ? _proposed!.Supposed.Over(one.Request, one.Proposed, own) : one.Proposed;
            supposed.Add(ReferenceEquals(policies, one.Proposed) ? one
                : one with { Proposed = policies, After = await _simulator.DecideAsync(one.Request, policies, cancellationToken).ConfigureAwait(false) });
        }

        change = supposed.Exists(one => one.IsTouched) ? await _judgment.JudgeAsync(outcome, supposed, hint, cancellationToken).ConfigureAwait(false) : null;
        change ??= _proposed!.Supposed.TakesAway(layer)
            ? DifferenceBuilder.Of(unread, outcome == CallOutcome.Denied ? ChangeJudgment.RecordedDenial(hint) : Decision.Allowed, Decision.Indeterminate, layer, null) : null;
        return change is null ? null : new CallDifference(change) { After = Decision.Indeterminate, MissingContextKeys = [], Reason = OutcomeMessages.UndecidedByLayer(layer) };
    }

    private static List<AuthorizationRequest> NeededOf(List<ReplayedRequest> requests) => [.. requests.Where(one => one.IsNeeded).Select(one => one.Request)];

    private static ReplayedCall Begin(RecordedCall call) => new() { EventId = call.Event.Id, Time = call.Event.Time, Service = call.Event.Service, Outcome = call.Outcome };

    private async ValueTask<PolicySet> GetPoliciesAsync(RecordedCall call, AuthorizationRequest request, CallMoment moment, CancellationToken cancellationToken)
    {
        if (_history is not null && call.Event.Time is { } time && await _history.FindSpanAsync(request, time, cancellationToken).ConfigureAwait(false) is { } span)
        {
            moment.Narrow(span);
            return span.Policies;
        }

        return await _source.GetPoliciesAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ReplayedRequest> DecideAsync(
        RecordedCall call, AuthorizationRequest request, PolicySet policies, IConditionKeyRegistry keys, CancellationToken cancellationToken)
    {
        request = RequestCompletion.Of(call.Event, request, policies, keys);
        var before = await _simulator.DecideAsync(request, policies, cancellationToken).ConfigureAwait(false);
        var proposed = _proposed?.Apply(request, policies) ?? policies;
        var after = ReferenceEquals(proposed, policies) ? before : await _simulator.DecideAsync(request, proposed, cancellationToken).ConfigureAwait(false);
        return new(request, policies, proposed, before, after) { UnreadIn = _proposed?.Supposed.UnreadIn(request, policies) };
    }

    private async ValueTask<ReplayedCall> CompareAsync(ReplayedCall result, List<ReplayedRequest> requests, DenialHint hint, CancellationToken cancellationToken)
    {
        var simulated = ReplayedRequest.Together(requests.Where(one => one.IsNeeded).Select(one => one.Before));
        if (result.Outcome == CallOutcome.Denied && simulated == Decision.Allowed)
        {
            // The refusal itself shows that something was needed that nothing else shows (DEP-05).
            simulated = ReplayedRequest.Together(requests.Select(one => one.Before));
        }

        var isSuccess = result.Outcome == CallOutcome.Succeeded;
        if (isSuccess && simulated == Decision.Allowed)
        {
            return new ReplayedCall(result) { Agreement = CallAgreement.Agrees, Comparison = CallComparison.OfSuccess };
        }

        var agrees = !isSuccess && ReplayedRequest.IsDenial(simulated);
        var decisive = requests.Find(one => one.Before == simulated && (one.IsNeeded || result.Outcome == CallOutcome.Denied)) ?? requests[0];
        var reasons = await _simulator.SimulateAsync(decisive.Request, decisive.Policies, cancellationToken).ConfigureAwait(false);
        var comparison = isSuccess ? DenialComparison.OfSuccess(simulated, reasons) : DenialComparison.Of(hint, simulated, reasons);
        if (agrees && !comparison.IsOtherwiseDenied)
        {
            return new ReplayedCall(result) { Agreement = CallAgreement.Agrees, Comparison = comparison };
        }

        var was = isSuccess ? Decision.Allowed : ChangeJudgment.RecordedDenial(hint);
        var mismatch = new CallDifference(DifferenceBuilder.Of(decisive, was, simulated, reasons))
        {
            Reason = agrees ? OutcomeMessages.DeniedOtherwise(comparison) : Reasons.OfMismatch(result.Outcome, decisive, reasons, hint),
        };
        if (agrees)
        {
            return new ReplayedCall(result) { Agreement = CallAgreement.Agrees, Comparison = comparison, Mismatch = mismatch };
        }

        return new ReplayedCall(result)
        {
            Comparison = comparison,
            Agreement = simulated == Decision.Indeterminate ? CallAgreement.Undecided : CallAgreement.Disagrees,
            Mismatch = simulated == Decision.Allowed && hint.Layer is { } layer ? new CallDifference(mismatch) { Layer = layer, Policy = hint.PolicyId, Sid = null } : mismatch,
        };
    }
}
