using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Aws.Simulation.Iam;

/// <summary>Turns AWS's answer into a result, layer by layer.</summary>
internal sealed class IamResultReader
{
    private readonly AuthorizationRequest _request;
    private readonly IamSimulationRequest _sent;
    private readonly IamEvaluation _answer;
    private readonly List<(PolicyLayer Layer, StatementTrace Trace)> _statements = [];

    public IamResultReader(AuthorizationRequest request, IamSimulationRequest sent, IamEvaluation answer)
    {
        _request = request;
        _sent = sent;
        _answer = answer;
        foreach (var matched in answer.Matched)
        {
            if (Find(matched) is { } found)
            {
                _statements.Add(found);
            }
        }
    }

    public SimulationResult Read(IReadOnlyList<Note> notes)
    {
        var isCrossAccount = _request.Resource.AccountId is { } owner && _request.Principal.AccountId is { } account && owner != account;
        Decision? decision = _answer.Decision switch
        {
            "allowed" => Decision.Allowed,
            "explicitDeny" => Decision.ExplicitDeny,
            "implicitDeny" => Decision.ImplicitDeny,
            _ => null,
        };
        if (decision is not { } known)
        {
            return Failed(IamSimulatorMessages.Unknown(_answer.Decision));
        }

        var layer = known == Decision.Allowed ? (PolicyLayer?)null : FindDecisiveLayer(known, isCrossAccount);
        return new()
        {
            Decision = known,
            Assessment = AssessmentOf(known, layer, isCrossAccount),
            DecisiveLayer = layer,
            Layers = Layers(layer),
            IsCrossAccount = isCrossAccount,
            MissingContextKeys = [.. _answer.Missing.Union(_sent.UnknownKeys, StringComparer.OrdinalIgnoreCase)],
            UnknownContextKeys = _sent.UnknownKeys,
            Notes = notes,
        };
    }

    public static SimulationResult Failed(string why) => new() { Decision = Decision.Indeterminate, Assessment = Assessment.Error, Error = why };

    private PolicyLayer FindDecisiveLayer(Decision decision, bool isCrossAccount)
    {
        // The answer blames nothing else where the organization does not allow (SIM-49).
        if (_answer.AllowedByOrganizations == false)
        {
            return PolicyLayer.ServiceControl;
        }

        if (decision == Decision.ExplicitDeny)
        {
            return _statements.Find(item => item.Trace.Statement.Effect == Effect.Deny) is { Trace: not null } deny ? deny.Layer : PolicyLayer.Identity;
        }

        if (_answer.AllowedByBoundary == false)
        {
            return PolicyLayer.PermissionsBoundary;
        }

        return isCrossAccount && !Lacks("IAM Policy") && Lacks("Resource Policy") ? PolicyLayer.Resource : PolicyLayer.Identity;
    }

    private Assessment AssessmentOf(Decision decision, PolicyLayer? layer, bool isCrossAccount)
    {
        if (layer is not { } known)
        {
            return Assessment.Allowed;
        }

        return decision == Decision.ImplicitDeny && isCrossAccount && known == PolicyLayer.Identity && Lacks("Resource Policy")
            ? Assessment.MissingAllowInBothCrossAccount
            : LayerNames.ToAssessment(known, IsExplicit(decision, known), isCrossAccount);
    }

    // Of service control policies the answer does not tell a deny from a lacking allow but by the decision as a whole.
    private static bool IsExplicit(Decision decision, PolicyLayer layer) => decision == Decision.ExplicitDeny && layer is not PolicyLayer.RoleTrust;

    private bool Lacks(string type) => _answer.Details.TryGetValue(type, out var decision) && decision != "allowed";

    private List<LayerResult> Layers(PolicyLayer? decisive)
    {
        var layers = new List<LayerResult>();
        if (_sent.HasServiceControl)
        {
            layers.Add(Layer(PolicyLayer.ServiceControl, _answer.AllowedByOrganizations, decisive));
        }

        if (_sent.Sent.ContainsKey("ResourcePolicy"))
        {
            layers.Add(Layer(PolicyLayer.Resource, null, decisive));
        }

        layers.Add(Layer(PolicyLayer.Identity, null, decisive));
        if (_sent.HasBoundary)
        {
            layers.Add(Layer(PolicyLayer.PermissionsBoundary, _answer.AllowedByBoundary, decisive));
        }

        return layers;
    }

    private LayerResult Layer(PolicyLayer layer, bool? allows, PolicyLayer? decisive)
    {
        var all = _statements.Where(item => item.Layer == layer).Select(item => item.Trace).ToList();
        var denies = all.Where(trace => trace.Statement.Effect == Effect.Deny).ToList();
        var isDecisive = decisive == layer;
        var decision = denies.Count > 0 || (isDecisive && _answer.Decision == "explicitDeny") ? Decision.ExplicitDeny
            : (allows ?? all.Count > 0) && !isDecisive ? Decision.Allowed
            : Decision.ImplicitDeny;
        return new() { Layer = layer, Decision = decision, DecidingStatements = denies.Count > 0 ? denies : all, Statements = all, Blocks = isDecisive };
    }

    // The last statement that starts before the matched one ends: whichever brace AWS takes for the start.
    private (PolicyLayer, StatementTrace)? Find(IamEvaluation.MatchedStatement matched)
    {
        if (!_sent.Sent.TryGetValue(matched.PolicyId, out var policy) || policy.Document is not { } document)
        {
            return null;
        }

        Statement? last = null;
        foreach (var statement in document.Statements)
        {
            if (statement.Position.Line < matched.EndLine || (statement.Position.Line == matched.EndLine && statement.Position.Column <= matched.EndColumn))
            {
                last = statement;
            }
        }

        var layer = matched.PolicyId switch
        {
            "ResourcePolicy" => PolicyLayer.Resource,
            var id when id.StartsWith("PermissionsBoundary", StringComparison.Ordinal) => PolicyLayer.PermissionsBoundary,
            _ => PolicyLayer.Identity,
        };
        return last is null ? null : (layer, new() { Policy = policy, Statement = last, Applies = Truth.True });
    }
}
