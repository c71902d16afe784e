using AccessUndenied.Explanations;
using AccessUndenied.Remediations.Opening;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Remediations;

/// <summary>Plans what lets all refused requests of an event through, and simulates every one of them with it.</summary>
internal sealed class RemediationPlanner
{
    private readonly ISimulator _simulator;
    private readonly IPolicyDialect _dialect;
    private readonly KnownOpenings _openings;

    public RemediationPlanner(ISimulator simulator, IPolicyDialect dialect)
    {
        _simulator = simulator;
        _dialect = dialect;
        _openings = new(dialect as IAccessRules);
    }

    /// <summary>Plans for the requests of one event, in the order in which they are safe to try; none where nothing can be changed or nothing blocks.</summary>
    public async ValueTask<IReadOnlyList<Remediation>> PlanAsync(IReadOnlyList<Denial> denials, CancellationToken cancellationToken)
    {
        var certain = denials.Where((denial, index) => denial.Explanation.Causes.Count > 0 && (index == 0 || !IsSuspected(denial))).ToList();
        if (certain.Count == 0)
        {
            return [];
        }

        var plans = await new PlanSearch(_simulator, _dialect, certain).RunAsync(cancellationToken).ConfigureAwait(false);
        var requests = certain.ConvertAll(denial => (denial.Request, denial.Policies));
        return [.. plans.Select(plan => OpenedAccessFinder.Complete(requests, ChangeOwner.Named(plan, _dialect, certain), _openings, _dialect))];
    }

    // What the call may have needed besides is named, but nothing is granted on a guess.
    private static bool IsSuspected(Denial denial) => denial.Request.Provenance.ActionCertainty == Certainty.Guess;
}
