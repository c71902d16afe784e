using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Replays;

/// <summary>Replays recorded calls under the changes of many remediations at once: each call is resolved and decided once, and again for those that touch it.</summary>
internal sealed class PolicyRemedyReplay : IRemedyReplay
{
    private const int CallsAtOnce = 1024;

    private readonly IRequestResolver _resolver;
    private readonly IPolicySource _source;
    private readonly IConditionKeyRegistry _keys;
    private readonly ISimulator _simulator;
    private readonly ChangeJudgment _judgment;

    public PolicyRemedyReplay(IRequestResolver resolver, IPolicySource source, IConditionKeyRegistry keys, ISimulator simulator)
    {
        _resolver = resolver;
        _source = source;
        _keys = keys;
        _simulator = simulator;
        _judgment = new(simulator);
    }

    public async Task<IReadOnlyList<AnalysisResult>> ReplayAsync(IReadOnlyList<AnalysisResult> results, IAsyncEnumerable<RecordedCall> calls, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(calls);
        var work = new Work();
        foreach (var result in results)
        {
            work.Add(result.Remediations, own: null, result.EventId);
        }

        await RunAsync(work, calls, cancellationToken).ConfigureAwait(false);
        return [.. results.Select(result => result with { Remediations = [.. result.Remediations.Select(work.Replayed)] })];
    }

    public async Task<IReadOnlyList<Finding>> ReplayAsync(IReadOnlyList<Finding> findings, IAsyncEnumerable<RecordedCall> calls, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(calls);
        var work = new Work();
        foreach (var finding in findings)
        {
            work.Add(finding.Remediation is { } first ? [first, .. finding.Alternatives] : finding.Alternatives, new(finding), finding.Example.EventId);
        }

        await RunAsync(work, calls, cancellationToken).ConfigureAwait(false);
        return [.. findings.Select(finding => finding.With(
            finding.Remediation is { } remediation ? work.Replayed(remediation) : null, [.. finding.Alternatives.Select(work.Replayed)]))];
    }

    private async Task RunAsync(Work work, IAsyncEnumerable<RecordedCall> calls, CancellationToken cancellationToken)
    {
        if (work.Trials.IsEmpty)
        {
            return;
        }

        var batch = new List<RecordedCall>(CallsAtOnce);
        await foreach (var call in calls.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            batch.Add(call);
            if (batch.Count == CallsAtOnce)
            {
                await RunAsync(work, batch, cancellationToken).ConfigureAwait(false);
                batch.Clear();
            }
        }

        await RunAsync(work, batch, cancellationToken).ConfigureAwait(false);
    }

    private async Task RunAsync(Work work, List<RecordedCall> calls, CancellationToken cancellationToken)
    {
        work.AddUnread(calls.Count(call => call.Event.Problem is not null));
        var tried = new TriedCall?[calls.Count];
        await Parallel.ForAsync(0, calls.Count, cancellationToken, async (index, token) => tried[index] = await TryAsync(work.Trials, calls[index], token).ConfigureAwait(false))
            .ConfigureAwait(false);
        foreach (var call in tried.OfType<TriedCall>())
        {
            work.Add(call);
        }
    }

    // Null: there is no request in the record.
    private async ValueTask<TriedCall?> TryAsync(RemedyTrials trials, RecordedCall call, CancellationToken cancellationToken)
    {
        if (call.SkipReason is not null || call.Event.Problem is not null)
        {
            return null;
        }

        var resolution = await _resolver.ResolveAsync(call.Event, cancellationToken).ConfigureAwait(false);
        if (resolution.Problem is not null || resolution.Requests.Count == 0)
        {
            return null;
        }

        var decided = new List<ReplayedRequest>(resolution.Requests.Count);
        var numbers = new SortedSet<int>();
        foreach (var request in resolution.Requests)
        {
            var policies = await _source.GetPoliciesAsync(request, cancellationToken).ConfigureAwait(false);
            var complete = RequestCompletion.Of(call.Event, request, policies, _keys);
            var before = call.Outcome == CallOutcome.Denied ? await _simulator.DecideAsync(complete, policies, cancellationToken).ConfigureAwait(false) : Decision.Allowed;
            decided.Add(new(complete, policies, policies, before, before));
            numbers.UnionWith(trials.For(complete, policies));
        }

        var tried = new TriedCall(new() { EventId = call.Event.Id, Time = call.Event.Time, Outcome = call.Outcome });

        // What the service refuses for reasons of its own stays refused.
        var isOfPolicies = call.Outcome == CallOutcome.Denied && resolution.Hint is not ({ Refusal.IsCertain: true } or { IsInvalidRequest: true });
        foreach (var number in numbers)
        {
            tried.Uses.AddRange(decided.Where(one => one.IsNeeded).SelectMany(one => trials[number].PartsOf(one.Request).Select(part => (number, part, one.Request))));
            if (isOfPolicies && await JudgeAsync(trials[number], decided, resolution.Hint, cancellationToken).ConfigureAwait(false) is { } difference)
            {
                tried.Denials.Add((number, difference));
            }
        }

        return tried;
    }

    private async ValueTask<CallDifference?> JudgeAsync(RemedyTrial trial, List<ReplayedRequest> decided, DenialHint hint, CancellationToken cancellationToken)
    {
        var requests = new List<ReplayedRequest>(decided.Count);
        foreach (var one in decided)
        {
            var proposed = trial.Proposed.Apply(one.Request, one.Policies);
            var after = ReferenceEquals(proposed, one.Policies) ? one.Before : await _simulator.DecideAsync(one.Request, proposed, cancellationToken).ConfigureAwait(false);
            requests.Add(one with { Proposed = proposed, After = after });
        }

        return requests.Exists(one => one.IsTouched) && await _judgment.JudgeAsync(CallOutcome.Denied, requests, hint, cancellationToken).ConfigureAwait(false) is { } difference
            && difference.After is Decision.Allowed or Decision.Indeterminate
            ? difference
            : null;
    }

    /// <summary>What one call makes of the remediations.</summary>
    private sealed record TriedCall(ReplayedCall Call)
    {
        public List<(int Trial, CallDifference Difference)> Denials { get; } = [];

        public List<(int Trial, int Part, AuthorizationRequest Request)> Uses { get; } = [];
    }

    /// <summary>The remediations and what came of them.</summary>
    private sealed class Work
    {
        private readonly Dictionary<Remediation, (RemedyTrial? Trial, string? Why)> _byRemediation = new(ReferenceEqualityComparer.Instance);
        private long _calls;
        private long _unread;

        public RemedyTrials Trials { get; } = new();

        public void Add(IReadOnlyList<Remediation> remediations, FindingNames? own, string eventId)
        {
            foreach (var remediation in remediations.Where(remediation => remediation.Changes.Count > 0))
            {
                var trial = Trials.Add(remediation, own, out var why);
                trial?.OwnIds.Add(eventId);
                _byRemediation[remediation] = (trial, why);
            }
        }

        // What cannot be read may hold a call that the changes let through.
        public void AddUnread(int records) => _unread += records;

        public void Add(TriedCall call)
        {
            _calls++;
            foreach (var (trial, difference) in call.Denials)
            {
                Trials[trial].AddDenial(call.Call, difference);
            }

            foreach (var (trial, part, request) in call.Uses)
            {
                Trials[trial].AddUse(part, request);
            }
        }

        public Remediation Replayed(Remediation remediation) => !_byRemediation.TryGetValue(remediation, out var tried) ? remediation
            : new Remediation(remediation) { Replay = tried.Trial?.ToReplay(_calls, _unread) ?? new() { Why = tried.Why } };
    }
}
