using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Samples.OtherCloud;

/// <summary>Decides as Nimbus does: a member's own policies alone count, and a deny outranks every allow.</summary>
internal sealed class NimbusSimulator : ISimulator
{
    public ValueTask<SimulationResult> SimulateAsync(AuthorizationRequest request, PolicySet policies, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var traces = policies.Identity.SelectMany(policy => (policy.Document?.Statements ?? []).Select(statement => StatementTrace.Of(policy, statement.Match(request)))).ToList();
        var decision = Decide(traces);
        return new(new SimulationResult
        {
            Decision = decision,
            Assessment = decision switch
            {
                Decision.Allowed => Assessment.Allowed,
                Decision.ExplicitDeny => Assessment.ExplicitDenyInIdentityPolicy,
                Decision.ImplicitDeny => Assessment.MissingAllowInIdentityPolicy,
                _ => null,
            },
            DecisiveLayer = decision == Decision.Allowed ? null : PolicyLayer.Identity,
            UnknownContextKeys = [.. traces.Where(trace => trace.Applies == Truth.Unknown).Select(trace => trace.FailedCondition?.Key).OfType<string>().Distinct(StringComparer.Ordinal)],
            Layers =
            [
                new LayerResult
                {
                    Layer = PolicyLayer.Identity,
                    Decision = decision,
                    Blocks = decision != Decision.Allowed,
                    Statements = traces,
                    DecidingStatements = [.. traces.Where(trace => IsDeciding(trace, decision))],
                },
            ],
        });
    }

    // An unknown deny outranks a known allow: nothing is allowed on a guess.
    private static Decision Decide(List<StatementTrace> traces)
    {
        bool Any(Effect effect, Truth truth) => traces.Exists(trace => trace.Statement.Effect == effect && trace.Applies == truth);

        return Any(Effect.Deny, Truth.True) ? Decision.ExplicitDeny
            : Any(Effect.Deny, Truth.Unknown) ? Decision.Indeterminate
            : Any(Effect.Allow, Truth.True) ? Decision.Allowed
            : Any(Effect.Allow, Truth.Unknown) ? Decision.Indeterminate
            : Decision.ImplicitDeny;
    }

    private static bool IsDeciding(StatementTrace trace, Decision decision) => decision switch
    {
        Decision.ExplicitDeny => trace.Statement.Effect == Effect.Deny && trace.Applies == Truth.True,
        Decision.Allowed => trace.Applies == Truth.True,
        Decision.Indeterminate => trace.Applies == Truth.Unknown,
        _ => false,
    };
}
