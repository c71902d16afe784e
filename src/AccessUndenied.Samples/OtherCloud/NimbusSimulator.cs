using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied.Samples.OtherCloud;

/// <summary>Decides as Nimbus does: a member's own policies alone count, and a deny outranks every allow.</summary>
internal sealed class NimbusSimulator : ISimulator
{
    public ValueTask<SimulationResult> SimulateAsync(AuthorizationRequest request, PolicySet policies, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var traces = policies.Identity.SelectMany(policy => (policy.Document?.Statements ?? []).Select(statement => Trace(policy, statement, request))).ToList();
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

    // The first element that fails is the one that a reader is told of.
    private static StatementTrace Trace(AttachedPolicy policy, Statement statement, AuthorizationRequest request)
    {
        var trace = new StatementTrace { Policy = policy, Statement = statement, Applies = Truth.True };
        if (statement.Problem is not null)
        {
            return trace with { Applies = Truth.Unknown, FailedElement = StatementElement.Grammar };
        }

        if (statement.Actions?.Covers(request.Action) != true)
        {
            return trace with { Applies = Truth.False, FailedElement = StatementElement.Action, RequestValue = ContextValue.Of(request.Action) };
        }

        var covers = statement.Resources?.Covers(request.Resource.Value, request.Context) ?? Truth.False;
        if (covers != Truth.True)
        {
            return trace with { Applies = covers, FailedElement = StatementElement.Resource, RequestValue = ContextValue.Of(request.Resource.Value) };
        }

        var failed = statement.Conditions.Select(condition => (Condition: condition, Holds: condition.Holds(request.Context))).OrderBy(test => test.Holds).FirstOrDefault();
        return failed is { Condition: { } condition, Holds: not Truth.True }
            ? trace with { Applies = failed.Holds, FailedElement = StatementElement.Condition, FailedCondition = condition, RequestValue = request.Context[condition.Key] }
            : trace;
    }
}
