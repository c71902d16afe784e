using System.Runtime.CompilerServices;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Reports;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied;

/// <summary>The whole flow: event, request, policies, simulation, explanation, remediation.</summary>
internal sealed class AccessDeniedAnalyzer : IAccessDeniedAnalyzer
{
    private readonly IRequestResolver _resolver;
    private readonly IPolicySource _source;
    private readonly IConditionKeyRegistry _keys;
    private readonly ISimulator _simulator;
    private readonly INearMissHints? _hints;
    private readonly RemediationPlanner _planner;

    public AccessDeniedAnalyzer(
        IRequestResolver resolver, IPolicySource source, IConditionKeyRegistry keys, ISimulator simulator, IPolicyDialect dialect, INearMissHints? hints = null)
    {
        _hints = hints;
        _resolver = resolver;
        _source = source;
        _keys = keys;
        _simulator = simulator;
        _planner = new(simulator, dialect);
    }

    public async ValueTask<AnalysisResult> AnalyzeAsync(AccessDeniedEvent deniedEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(deniedEvent);
        if (deniedEvent.Problem is { } problem)
        {
            return ResultMaking.Unusable(deniedEvent, problem);
        }

        var resolution = await _resolver.ResolveAsync(deniedEvent, cancellationToken).ConfigureAwait(false);
        if (resolution.Problem is not null || resolution.Requests.Count == 0)
        {
            return ResultMaking.Unusable(deniedEvent, resolution.Problem ?? Messages.NoRequest);
        }

        var refused = await FindRefusedAsync(deniedEvent, resolution, cancellationToken).ConfigureAwait(false);
        var explanation = await Explainer.ExplainAsync(
            refused.Request, refused.Policies, refused.Result, resolution.Hint, _simulator, _hints, deniedEvent.Time, cancellationToken).ConfigureAwait(false);
        explanation = WithEvidenceOf(resolution, explanation);
        var remediations = await _planner.PlanAsync(refused.Request, refused.Policies, explanation, cancellationToken).ConfigureAwait(false);
        return ResultMaking.Of(deniedEvent, refused.Request, refused.Result, explanation, remediations);
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

    // Of several requests behind one event the first that is not allowed was refused.
    private async ValueTask<EvaluatedRequest> FindRefusedAsync(
        AccessDeniedEvent deniedEvent, RequestResolution resolution, CancellationToken cancellationToken)
    {
        EvaluatedRequest? first = null;
        foreach (var request in resolution.Requests)
        {
            var evaluated = await EvaluateAsync(deniedEvent, request, cancellationToken).ConfigureAwait(false);
            first ??= evaluated;
            if (evaluated.Result.Error is not null || evaluated.Result.Decision != Decision.Allowed)
            {
                return evaluated;
            }
        }

        return first!;
    }

    private async ValueTask<EvaluatedRequest> EvaluateAsync(AccessDeniedEvent deniedEvent, AuthorizationRequest request, CancellationToken cancellationToken)
    {
        var policies = await _source.GetPoliciesAsync(request, cancellationToken).ConfigureAwait(false);
        request = Complete(request, policies);
        var query = new ConditionKeyQuery(deniedEvent, request, policies.Facts);
        request = request with { Context = RequestContext.Resolving(request.Context, key => _keys.Resolve(key, query)) };
        var result = await _simulator.SimulateAsync(request, policies, cancellationToken).ConfigureAwait(false);
        return new(request, policies, result);
    }

    // What is not known of the request itself stands in no policy's way, but the conclusion is less certain.
    private static Explanation WithEvidenceOf(RequestResolution resolution, Explanation explanation) => resolution.Unavailable.Count == 0
        ? explanation
        : explanation with
        {
            Evidence = explanation.Evidence with { Complete = false, Unavailable = [.. explanation.Evidence.Unavailable, .. resolution.Unavailable] },
        };

    // What the policies' source knows of caller and resource beyond the record.
    private static AuthorizationRequest Complete(AuthorizationRequest request, PolicySet policies) => request with
    {
        Principal = policies.ResolvedPrincipal ?? request.Principal,
        Resource = request.Resource.AccountId is null && policies.ResourceAccountId is { } account
            ? request.Resource with { AccountId = account }
            : request.Resource,
    };

    private sealed record EvaluatedRequest(AuthorizationRequest Request, PolicySet Policies, SimulationResult Result);
}
