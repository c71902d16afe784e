using System.Runtime.CompilerServices;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Observability;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Repetitions;
using AccessUndenied.Reports;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AccessUndenied;

/// <summary>The whole flow: event, request, policies, simulation, explanation, remediation.</summary>
internal sealed class AccessDeniedAnalyzer : IAccessDeniedAnalyzer
{
    private readonly IRequestResolver _resolver;
    private readonly IPolicySource _source;
    private readonly IConditionKeyRegistry _keys;
    private readonly ISimulator _simulator;
    private readonly INearMissHints? _hints;
    private readonly RemediationPlanner? _planner;
    private readonly LinkedRemedies? _links;
    private readonly IPolicyHistory? _history;
    private readonly RepeatedResults? _repeated;
    private readonly ILogger _logger;

    // What is null was not registered: without a dialect nobody knows how to write a change, so none is planned.
    public AccessDeniedAnalyzer(
        IRequestResolver resolver,
        IPolicySource source,
        IConditionKeyRegistry keys,
        ISimulator simulator,
        IPolicyDialect? dialect = null,
        INearMissHints? hints = null,
        IPolicyHistory? history = null,
        ILogger<AccessDeniedAnalyzer>? logger = null,
        IRepetition? repetition = null)
    {
        _repeated = repetition is null ? null : new(repetition);
        _hints = hints;
        _history = history;
        _resolver = resolver;
        _source = source;
        _keys = keys;
        _simulator = simulator;
        _planner = dialect is null ? null : new(simulator, dialect);
        _links = dialect is null ? null : new(source, simulator, dialect);
        _logger = logger ?? (ILogger)NullLogger.Instance;
    }

    public async ValueTask<AnalysisResult> AnalyzeAsync(AccessDeniedEvent deniedEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(deniedEvent);
        var startTime = Instruments.StartTime();
        using var span = Spans.Start(Spans.Analyze)?.AddTag(TelemetryTags.EventId, deniedEvent.Id).AddTag(TelemetryTags.Service, deniedEvent.Service);

        // Whoever follows the steps sees those of every event.
        var repeated = span is null && !_logger.IsEnabled(LogLevel.Information) ? _repeated : null;

        // Where policies are those of each event's moment, no event is a repetition of another.
        if (repeated is not null && _history is not null && !await _history.IsEmptyAsync(cancellationToken).ConfigureAwait(false))
        {
            repeated = null;
        }

        if (repeated?.Find(deniedEvent) is not { } result)
        {
            var keys = repeated?.Watch(_keys);
            var analysis = await RunAsync(deniedEvent, keys ?? _keys, cancellationToken).ConfigureAwait(false);
            result = analysis.Result;
            repeated?.Keep(deniedEvent, analysis, keys!);
        }

        span?.AddTag(TelemetryTags.Assessment, result.Assessment.ToText());
        Instruments.CountEvent(result.Assessment, startTime);
        _logger.EventExplained(result.EventId, result.Assessment.ToText());
        return result;
    }

    public async IAsyncEnumerable<AnalysisResult> AnalyzeAsync(
        IAsyncEnumerable<AccessDeniedEvent> deniedEvents, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(deniedEvents);
        await foreach (var deniedEvent in deniedEvents.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return await AnalyzeAsync(deniedEvent, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<FinishedAnalysis> RunAsync(AccessDeniedEvent deniedEvent, IConditionKeyRegistry keys, CancellationToken cancellationToken)
    {
        if (deniedEvent.Problem is { } problem)
        {
            return new(Unusable(deniedEvent, problem), []);
        }

        var resolution = await ResolveAsync(deniedEvent, cancellationToken).ConfigureAwait(false);
        if (resolution.Problem is not null || resolution.Requests.Count == 0)
        {
            return new(Unusable(deniedEvent, resolution.Problem ?? WitnessMessages.NoRequest, resolution.Authorization), []);
        }

        var evaluated = await EvaluateAllAsync(deniedEvent, resolution, keys, cancellationToken).ConfigureAwait(false);
        var authorization = RecordedComparison.Of(resolution.Authorization, evaluated);
        var refusals = Refusals.Of(evaluated, resolution.Hint);
        var denials = await ExplainAllAsync(deniedEvent, resolution, refusals, cancellationToken).ConfigureAwait(false);
        var remediations = await PlanAsync(denials, resolution.Session, cancellationToken).ConfigureAwait(false);
        _logger.Planned(deniedEvent.Id, denials.Sum(denial => denial.Explanation.Causes.Count), remediations.Count);
        var history = await HistoryAsync(deniedEvent, refusals.Refused[0], resolution.Session, cancellationToken).ConfigureAwait(false);
        return new(ResultBuilder.Of(deniedEvent, denials, remediations, authorization, resolution.Session, history), denials);
    }

    private AnalysisResult Unusable(AccessDeniedEvent deniedEvent, string problem, RecordedAuthorization? authorization = null)
    {
        _logger.EventUnusable(deniedEvent.Id);
        _logger.EventProblem(deniedEvent.Id, problem);
        return ResultBuilder.Unusable(deniedEvent, problem, authorization);
    }

    private async ValueTask<RequestResolution> ResolveAsync(AccessDeniedEvent deniedEvent, CancellationToken cancellationToken)
    {
        using var span = Spans.Start(Spans.Resolve);
        var resolution = await _resolver.ResolveAsync(deniedEvent, cancellationToken).ConfigureAwait(false);
        span?.AddTag(TelemetryTags.Requests, resolution.Requests.Count);
        return resolution;
    }

    // Two names of one resource may turn out to be the same once the source knows it.
    private async ValueTask<List<EvaluatedRequest>> EvaluateAllAsync(
        AccessDeniedEvent deniedEvent, RequestResolution resolution, IConditionKeyRegistry keys, CancellationToken cancellationToken)
    {
        var all = new List<EvaluatedRequest>(resolution.Requests.Count);
        foreach (var request in resolution.Requests)
        {
            var evaluated = await EvaluateAsync(deniedEvent, request, resolution, keys, cancellationToken).ConfigureAwait(false);
            if (request.ResourceNamedBy is null || !all.Exists(one => IsSame(one.Request, evaluated.Request)))
            {
                all.Add(evaluated);
            }
        }

        return all;
    }

    private static bool IsSame(AuthorizationRequest one, AuthorizationRequest other) =>
        one.Resource.Value == other.Resource.Value && one.Action.Equals(other.Action, StringComparison.OrdinalIgnoreCase) && one.Principal.Id == other.Principal.Id;

    private async ValueTask<EvaluatedRequest> EvaluateAsync(
        AccessDeniedEvent deniedEvent, AuthorizationRequest request, RequestResolution resolution, IConditionKeyRegistry keys, CancellationToken cancellationToken)
    {
        var now = await GetPoliciesAsync(request, cancellationToken).ConfigureAwait(false);
        var moment = _history is not null && deniedEvent.Time is { } time ? await _history.FindAsync(request, time, cancellationToken).ConfigureAwait(false) : null;
        Note? unsettled = null;
        if (moment is not null)
        {
            (moment, unsettled) = await new UnsettledPolicies(_simulator, keys).SettleAsync(deniedEvent, request, moment, resolution.Session, cancellationToken).ConfigureAwait(false);
        }

        var resolved = request;
        now = SessionEvidence.Over(moment?.Today ?? moment?.Policies ?? now, resolution.Session);
        var then = moment?.Today is null ? now : SessionEvidence.Over(moment.Policies, resolution.Session);
        var policies = RecordedPolicies.Over(then, resolution.Authorization, request);
        _logger.Unread(deniedEvent.Id, policies.Unavailable);
        request = RequestCompletion.Of(deniedEvent, request, policies, keys);
        _logger.RequestResolved(deniedEvent.Id, request.Principal, request.Action, request.Resource);
        var result = await SimulateAsync(request, policies, cancellationToken).ConfigureAwait(false);
        _logger.Simulated(deniedEvent.Id, result.Decision, result.DecisiveLayer);
        return new(request, policies, result)
        {
            History = moment is null ? null : (resolved, moment),
            Unsettled = unsettled,
            Today = policies.ChangedSince.Count == 0 && ReferenceEquals(then, now) ? null
                : await SimulateAsync(RequestCompletion.Of(deniedEvent, resolved, now, keys), now, cancellationToken).ConfigureAwait(false),
        };
    }

    private async ValueTask<PolicyTimeline?> HistoryAsync(AccessDeniedEvent deniedEvent, EvaluatedRequest refused, CallerSession? session, CancellationToken cancellationToken) =>
        refused.History is not { } history || _history is null ? null
            : await new ChangeEffects(_history, _simulator, _keys).FindAsync(deniedEvent, history.Resolved, history.Moment, session, cancellationToken).ConfigureAwait(false);

    private async ValueTask<PolicySet> GetPoliciesAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        using var span = Spans.Start(Spans.Policies);
        var policies = await _source.GetPoliciesAsync(request, cancellationToken).ConfigureAwait(false);
        span?.AddTag(TelemetryTags.Unavailable, policies.Unavailable.Count);
        return policies;
    }

    private async ValueTask<SimulationResult> SimulateAsync(AuthorizationRequest request, PolicySet policies, CancellationToken cancellationToken)
    {
        using var span = Spans.Start(Spans.Simulate);
        var result = await _simulator.SimulateAsync(request, policies, cancellationToken).ConfigureAwait(false);
        span?.AddTag(TelemetryTags.Decision, result.Decision.ToString());
        return result;
    }

    private async ValueTask<IReadOnlyList<Denial>> ExplainAllAsync(
        AccessDeniedEvent deniedEvent, RequestResolution resolution, Refusals refusals, CancellationToken cancellationToken)
    {
        var denials = new List<Denial>(refusals.Refused.Count);
        foreach (var refused in refusals.Refused)
        {
            // What the error text says of one request, it does not say of the others.
            var isFirst = denials.Count == 0;
            var hint = RecordedComparison.HintOf(resolution, refused.Request) ?? (isFirst || refused.IsNamed ? resolution.Hint : DenialHint.None);
            var explanation = WithMoment(refused, WithEvidenceOf(resolution, await ExplainAsync(deniedEvent, refused, hint, cancellationToken).ConfigureAwait(false)));
            denials.Add(new(refused.Request, refused.Policies, refused.Result, refusals.IsInferred ? Suspicion.Infer(explanation, refused.Request) : explanation));
        }

        denials[0] = denials[0] with { Explanation = Suspicion.Tell(denials[0].Explanation, refusals, denials.Skip(1)) };
        return denials;
    }

    private async ValueTask<Explanation> ExplainAsync(
        AccessDeniedEvent deniedEvent, EvaluatedRequest refused, DenialHint hint, CancellationToken cancellationToken)
    {
        using var span = Spans.Start(Spans.Explain);
        var explanation = await Explainer.ExplainAsync(
            refused.Request, refused.Policies, refused.Result, hint, _simulator, _hints, deniedEvent, cancellationToken).ConfigureAwait(false);
        span?.AddTag(TelemetryTags.Causes, explanation.Causes.Count);
        return explanation;
    }

    private async ValueTask<IReadOnlyList<Remediation>> PlanAsync(IReadOnlyList<Denial> denials, CallerSession? session, CancellationToken cancellationToken)
    {
        // Where the service itself refuses, a change of a policy would only open more; unless it refuses over a right that policies lack.
        if (_planner is null || (denials[0].Explanation.Refusal is { IsCertain: true } && !denials[0].Request.IsOfRefusal))
        {
            return [];
        }

        using var span = Spans.Start(Spans.Plan);
        var remediations = await _links!.LinkAsync(await _planner.PlanAsync(denials, cancellationToken).ConfigureAwait(false), session, cancellationToken).ConfigureAwait(false);
        span?.AddTag(TelemetryTags.Remediations, remediations.Count);
        return remediations;
    }

    // What is not known of the request itself stands in no policy's way, but the conclusion is less certain.
    private static Explanation WithEvidenceOf(RequestResolution resolution, Explanation explanation) => resolution.Unavailable.Count == 0
        ? explanation
        : explanation with
        {
            Evidence = new Evidence(explanation.Evidence) { Complete = false, Unavailable = [.. explanation.Evidence.Unavailable, .. resolution.Unavailable] },
        };

    // What allowed then and allows now has mended nothing.
    private static Explanation WithMoment(EvaluatedRequest refused, Explanation explanation)
    {
        var today = refused.Today is { Error: null } then && !(then.Decision == Decision.Allowed && refused.Result.Decision == Decision.Allowed)
            ? WitnessMessages.Today(refused.Request, then.Decision, refused.Result.Decision) : null;
        List<Note> notes = [.. new[] { refused.Unsettled, today }.OfType<Note>()];
        return notes.Count == 0 ? explanation : explanation with { Evidence = new Evidence(explanation.Evidence) { Notes = [.. explanation.Evidence.Notes, .. notes] } };
    }
}
