using AccessUndenied.Aws.Simulation.Layers;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Aws.Simulation;

/// <summary>One evaluation with its reasons written down.</summary>
internal sealed class TracedEvaluation
{
    private readonly Evaluation _evaluation;
    private readonly AuthorizationRequest _request;
    private readonly PolicySet _policies;
    private readonly TraceRecorder _recorder;
    private readonly List<LayerResult> _layers = [];

    public TracedEvaluation(Evaluation evaluation, AuthorizationRequest request, PolicySet policies, TraceDetail detail)
    {
        _evaluation = evaluation;
        _request = request;
        _policies = policies;
        _recorder = new(detail);
    }

    public SimulationResult Run()
    {
        _evaluation.Start(_request, _policies, MalformedStatements.ApplyPerhaps, _recorder);
        var outcomes = EvaluateLayers();
        var verdict = DecisionOrder.Decide(_evaluation, outcomes);
        MarkBlocking(outcomes);
        var error = verdict.Decision == Decision.Indeterminate && _evaluation.MalformedSeen is { } problem && !StandsEitherWay()
            ? SimulationMessages.Malformed(problem, MalformedPolicy.NameOf(_evaluation.MalformedStatement!, _policies))
            : null;
        return new()
        {
            Decision = verdict.Decision,
            Assessment = error is null ? verdict.Assessment : Assessment.Error,
            DecisiveLayer = verdict.Layer,
            Layers = ServiceRules.NeedsNoPermission(_request.Action) && verdict.Decision == Decision.Allowed ? [] : _layers,
            IsCrossAccount = _evaluation.IsCrossAccount,
            IsRefusedEitherWay = error is null && verdict.Decision == Decision.Indeterminate && DecisionOrder.IsAllowedByNothing(_evaluation, outcomes),
            MissingContextKeys = _recorder.MissingKeys,
            UnknownContextKeys = _recorder.UnknownKeys,
            Notes = Notes(),
            Error = error,
        };
    }

    private LayerOutcomes EvaluateLayers()
    {
        var resourceLayer = _evaluation.IsRoleTrust ? PolicyLayer.RoleTrust : PolicyLayer.Resource;
        return new()
        {
            ResourceControl = Trace(PolicyLayer.ResourceControl, ResourceControlLayer.Evaluate),
            ServiceControl = Trace(PolicyLayer.ServiceControl, ServiceControlLayer.Evaluate),
            VpcEndpoint = Trace(PolicyLayer.VpcEndpoint, VpcEndpointLayer.Evaluate),
            Resource = Trace(resourceLayer, ResourceLayer.Evaluate),
            Identity = Trace(PolicyLayer.Identity, IdentityLayer.Evaluate),
            Boundary = Trace(PolicyLayer.PermissionsBoundary, BoundaryLayer.Evaluate),
            Session = Trace(PolicyLayer.Session, SessionLayer.Evaluate),
        };
    }

    private LayerOutcome Trace(PolicyLayer layer, Func<Evaluation, LayerOutcome> evaluate)
    {
        var statements = _recorder.BeginLayer();
        var outcome = evaluate(_evaluation);
        if (!outcome.Applies)
        {
            return outcome;
        }

        var decision = DecisionOf(outcome);
        _layers.Add(new()
        {
            Layer = layer,
            Decision = decision,
            DecidingStatements = Deciding(statements, decision),
            Statements = statements,
            NodeWithoutAllow = layer == PolicyLayer.ServiceControl && decision == Decision.ImplicitDeny ? NodeWithoutAllow(statements) : null,
            Reason = layer == PolicyLayer.Resource && _policies.ResourcePolicy is { } policy && ResourceLayer.RestrictsPublicAccess(_evaluation, policy) == Truth.True
                ? SimulationMessages.PublicAccessBlocked
                : null,
        });
        return outcome;
    }

    private void MarkBlocking(in LayerOutcomes outcomes)
    {
        for (var i = 0; i < _layers.Count; i++)
        {
            if (DecisionOrder.Blocks(_evaluation, outcomes, _layers[i].Layer, _layers[i].Decision))
            {
                _layers[i] = Blocking(_layers[i]);
            }
        }
    }

    private static LayerResult Blocking(LayerResult layer) => new()
    {
        Layer = layer.Layer,
        Decision = layer.Decision,
        DecidingStatements = layer.DecidingStatements,
        Statements = layer.Statements,
        NodeWithoutAllow = layer.NodeWithoutAllow,
        Blocks = true,
        Reason = layer.Reason,
    };

    private static Decision DecisionOf(in LayerOutcome outcome) => (outcome.Deny, outcome.Allow) switch
    {
        (Truth.True, _) => Decision.ExplicitDeny,
        (Truth.Unknown, _) or (_, Truth.Unknown) => Decision.Indeterminate,
        (_, Truth.True) => Decision.Allowed,
        _ => Decision.ImplicitDeny,
    };

    private static IReadOnlyList<StatementTrace> Deciding(List<StatementTrace> statements, Decision decision)
    {
        var (applies, effect) = decision switch
        {
            Decision.ExplicitDeny => (Truth.True, Effect.Deny),
            Decision.Allowed => (Truth.True, Effect.Allow),
            Decision.Indeterminate => (Truth.Unknown, (Effect?)null),
            _ => (Truth.False, null),
        };
        List<StatementTrace>? deciding = null;
        for (var i = 0; i < statements.Count && decision != Decision.ImplicitDeny; i++)
        {
            if (statements[i].Applies == applies && (effect is null || statements[i].Statement.Effect == effect))
            {
                (deciding ??= []).Add(statements[i]);
            }
        }

        return deciding ?? (IReadOnlyList<StatementTrace>)[];
    }

    // The topmost node is the one to mend first (SCP-11).
    private PolicyNode? NodeWithoutAllow(List<StatementTrace> statements) => _policies.ServiceControl.FirstOrDefault(node => !statements.Exists(
        trace => trace.Node == node && trace.Applies == Truth.True && trace.Statement.Effect == Effect.Allow));

    // A verdict that is the same whether the malformed statements apply or not stands (GRAM-16).
    private bool StandsEitherWay() =>
        DecideAgain(MalformedStatements.NeverApply).Decision == Decision.Indeterminate
        && DecideAgain(MalformedStatements.AlwaysApply).Decision == Decision.Indeterminate;

    private Verdict DecideAgain(MalformedStatements malformed)
    {
        _evaluation.Start(_request, _policies, malformed, recorder: null);
        return DecisionOrder.Decide(_evaluation, LayerOutcomes.Of(_evaluation));
    }

    private IReadOnlyList<Note> Notes()
    {
        List<Note>? notes = null;
        if (DecisionOrder.IsNeverAllowed(_evaluation))
        {
            (notes ??= []).Add(SimulationMessages.NeverAllowed(_request.Action, _request.Resource.Value));
        }

        if (!_evaluation.Caller.EntityIsExact && _policies.ResourcePolicy is not null)
        {
            (notes ??= []).Add(SimulationMessages.RoleWithoutPath(_request.Principal.Id));
        }

        return notes ?? (IReadOnlyList<Note>)[];
    }
}
