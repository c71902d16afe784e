using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Remediations;

/// <summary>Plans the smallest change for every layer that blocks, and simulates the request again with all of them.</summary>
internal sealed class RemediationPlanner
{
    private readonly ISimulator _simulator;
    private readonly IPolicyDialect _dialect;

    public RemediationPlanner(ISimulator simulator, IPolicyDialect dialect)
    {
        _simulator = simulator;
        _dialect = dialect;
    }

    /// <summary>Plans for the requests of one event; none where nothing can be changed or nothing blocks.</summary>
    public ValueTask<IReadOnlyList<Remediation>> PlanAsync(IReadOnlyList<Denial> denials, CancellationToken cancellationToken)
    {
        var (request, policies, _, explanation) = denials[0];
        return PlanAsync(request, policies, explanation, cancellationToken);
    }

    /// <summary>Plans for <paramref name="explanation"/>, the one that opens least first; none where nothing can be changed or nothing blocks.</summary>
    public async ValueTask<IReadOnlyList<Remediation>> PlanAsync(
        AuthorizationRequest request, PolicySet policies, Explanation explanation, CancellationToken cancellationToken)
    {
        if (explanation.Causes.Count == 0)
        {
            return [];
        }

        var plans = await new Planning(_simulator, new PolicyWriter(_dialect, request, policies.Unavailable), request, policies, explanation)
            .RunAsync(cancellationToken).ConfigureAwait(false);
        return [.. plans.Select(plan => ChangeOwner.Named(plan, _dialect, request, policies))];
    }
}
