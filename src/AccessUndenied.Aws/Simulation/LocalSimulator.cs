using AccessUndenied.Aws.Catalog;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Aws.Simulation;

/// <summary>AWS's policy evaluation, modeled on this machine: no network, no account.</summary>
/// <remarks>
/// Safe for use by several threads at once. <see cref="DecideAsync"/> allocates nothing on compiled policies;
/// <see cref="SimulateAsync"/> gives the reasons too.
/// Rules: docs/rules, which names the page of AWS behind each.
/// Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">
/// IAM User Guide, "Policy evaluation logic"</see>.
/// </remarks>
public sealed class LocalSimulator : ISimulator
{
    private readonly EvaluationPool _pool;

    /// <summary>A simulator that knows actions from the catalog of this package.</summary>
    public LocalSimulator()
        : this(ActionCatalog.Default)
    {
    }

    /// <summary>A simulator that knows actions from <paramref name="catalog"/>.</summary>
    internal LocalSimulator(ActionCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        _pool = new(catalog);
    }

    /// <summary>The decision alone.</summary>
    /// <remarks>Where a policy breaks the grammar and could decide, the decision is <see cref="Decision.Indeterminate"/>.</remarks>
    internal Verdict Decide(AuthorizationRequest request, PolicySet policies)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(policies);
        var evaluation = _pool.Rent();
        try
        {
            evaluation.Start(request, policies, MalformedStatements.ApplyPerhaps, recorder: null);
            return DecisionOrder.Decide(evaluation, LayerOutcomes.Of(evaluation));
        }
        finally
        {
            _pool.Return(evaluation);
        }
    }

    /// <summary>The decision with its reasons: every layer, and the statements that decided.</summary>
    /// <param name="request">The request.</param>
    /// <param name="policies">The policies that have a say.</param>
    /// <param name="detail">Which statements the result holds beside those that decided.</param>
    internal SimulationResult Simulate(
        AuthorizationRequest request, PolicySet policies, TraceDetail detail = TraceDetail.DecidingStatements)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(policies);
        var evaluation = _pool.Rent();
        try
        {
            return new TracedEvaluation(evaluation, request, policies, detail).Run();
        }
        finally
        {
            _pool.Return(evaluation);
        }
    }

    /// <inheritdoc/>
    public ValueTask<Decision> DecideAsync(AuthorizationRequest request, PolicySet policies, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Decide(request, policies).Decision);
    }

    /// <inheritdoc/>
    public ValueTask<SimulationResult> SimulateAsync(AuthorizationRequest request, PolicySet policies, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Simulate(request, policies, TraceDetail.NearMisses));
    }
}
