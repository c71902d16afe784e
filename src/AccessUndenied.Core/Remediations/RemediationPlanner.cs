using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Remediations;

/// <summary>Plans the smallest change for every layer that blocks, and simulates the request again with all of them.</summary>
internal sealed class RemediationPlanner
{
    // Root, five organizational units and the account can each lack an allow, besides the other layers.
    private const int MostRounds = 10;

    private readonly ISimulator _simulator;
    private readonly IPolicyDialect _dialect;

    public RemediationPlanner(ISimulator simulator, IPolicyDialect dialect)
    {
        _simulator = simulator;
        _dialect = dialect;
    }

    /// <summary>A plan for <paramref name="explanation"/>; null where nothing can be changed or nothing blocks.</summary>
    public async ValueTask<Remediation?> PlanAsync(
        AuthorizationRequest request, PolicySet policies, Explanation explanation, CancellationToken cancellationToken)
    {
        var writer = new PolicyWriter(_dialect, request);
        var changes = new List<PolicyChange>();
        var changed = policies.Unavailable.Count == 0 ? policies : policies with { Unavailable = [] };
        var causes = explanation.Causes;
        for (var round = 0; round < MostRounds && causes.Count > 0; round++)
        {
            var before = changes.Count;
            foreach (var cause in causes)
            {
                if (!changes.Exists(change => IsFor(change, cause)) && writer.ChangeFor(cause, changed) is { } change)
                {
                    changes.Add(change);
                    changed = PolicyEdits.Apply(changed, change, request);
                }
            }

            // What only the error text tells cannot be simulated, and nothing beyond it is known to be missing.
            if (changes.Count == before || !CanVerify(explanation))
            {
                break;
            }

            var result = await _simulator.SimulateAsync(request, changed, cancellationToken).ConfigureAwait(false);
            if (result.Decision == Decision.Allowed)
            {
                return Make(request, changes, verified: true, policies);
            }

            causes = result.Decision is Decision.ImplicitDeny or Decision.ExplicitDeny ? Causes.Of(request, changed, result, blamed: null) : [];
        }

        return changes.Count == 0 ? null : Make(request, changes, verified: false, policies);
    }

    private static bool CanVerify(Explanation explanation) =>
        !explanation.Causes.Any(cause => cause.IsFromMessage || (cause.IsInferred && cause.Decision == Decision.ImplicitDeny));

    private static bool IsFor(PolicyChange change, Cause cause) => change.Layer == cause.Layer
        && (cause.Statement is { } statement ? ReferenceEquals(change.Replaces, statement) : change.IsAddition && change.CauseTarget == cause.AttachedTo);

    private static Remediation Make(AuthorizationRequest request, List<PolicyChange> changes, bool verified, PolicySet policies) => new()
    {
        Sentence = Messages.Remedy(request, changes),
        Changes = changes,
        Verified = verified,
        Assumptions = [.. policies.Unavailable.Select(item => Messages.AssumedHarmless(item.What))],
    };
}
