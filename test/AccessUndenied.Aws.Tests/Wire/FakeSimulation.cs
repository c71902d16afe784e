using System.Xml.Linq;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Simulation.Iam;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary><c>SimulateCustomPolicy</c>: refuses what AWS refuses, and decides with the local simulator.</summary>
internal static class FakeSimulation
{
    private static readonly string[] s_types =
        ["string", "stringList", "numeric", "numericList", "boolean", "booleanList", "ip", "ipList", "binary", "binaryList", "date", "dateList"];

    public static FakeReply Answer(IReadOnlyDictionary<string, string> form)
    {
        if (!form.ContainsKey("PolicyInputList.member.1") || !form.TryGetValue("ActionNames.member.1", out var action))
        {
            return new FakeReply.FaultReply(400, "ValidationError", "PolicyInputList and ActionNames must not be empty");
        }

        var caller = form.GetValueOrDefault("CallerArn");
        if (!AwsPrincipal.TryParse(caller, out var principal) || principal.Kind is not (PrincipalKind.User or PrincipalKind.Role))
        {
            return new FakeReply.FaultReply(400, "InvalidInput", $"Invalid CallerArn {caller}");
        }

        var context = Context(form, out var fault);
        if (fault is not null)
        {
            return new FakeReply.FaultReply(400, "InvalidInput", fault);
        }

        var resource = form.GetValueOrDefault("ResourceArns.member.1") ?? "*";
        var request = new AuthorizationRequest
        {
            Principal = principal,
            Action = action,
            Resource = new(resource, form.GetValueOrDefault("ResourceOwner")?.Split(':')[4] ?? principal.AccountId),
            Context = RequestContext.Of(context),
        };
        return Evaluate(request, Policies(form));
    }

    private static PolicySet Policies(IReadOnlyDictionary<string, string> form)
    {
        var levels = new List<PolicyNode>();
        for (var level = 1; form.Keys.Any(key => key.StartsWith($"OrderedOrganizationPolicyInputList.member.{level}.", StringComparison.Ordinal)); level++)
        {
            levels.Add(new($"level-{level}", null, List(form, $"OrderedOrganizationPolicyInputList.member.{level}.ServiceControlPolicyInputList")));
        }

        return new()
        {
            Identity = List(form, "PolicyInputList"),
            PermissionsBoundaries = List(form, "PermissionsBoundaryPolicyInputList"),
            ServiceControl = levels,
            ResourcePolicy = form.TryGetValue("ResourcePolicy", out var text) ? new() { Id = "ResourcePolicy", Document = PolicyDocument.Parse(text) } : null,
        };
    }

    private static List<AttachedPolicy> List(IReadOnlyDictionary<string, string> form, string name)
    {
        var policies = new List<AttachedPolicy>();
        for (var i = 1; form.TryGetValue($"{name}.member.{i}", out var text); i++)
        {
            policies.Add(new() { Id = $"{name}.{i}", Document = PolicyDocument.Parse(text) });
        }

        return policies;
    }

    private static Dictionary<string, ContextValue> Context(IReadOnlyDictionary<string, string> form, out string? fault)
    {
        var context = new Dictionary<string, ContextValue>();
        fault = null;
        for (var i = 1; form.TryGetValue($"ContextEntries.member.{i}.ContextKeyName", out var name); i++)
        {
            var type = form.GetValueOrDefault($"ContextEntries.member.{i}.ContextKeyType") ?? "";
            var values = new List<string>();
            while (form.TryGetValue($"ContextEntries.member.{i}.ContextKeyValues.member.{values.Count + 1}", out var value))
            {
                values.Add(value);
            }

            fault ??= FilledInKeys.Contains(name) ? $"{name} must not be given"
                : name.Length is < 5 or > 256 ? $"{name} has a wrong length"
                : !s_types.Contains(type) ? $"{type} is no type"
                : values.Count > 1 && !type.EndsWith("List", StringComparison.Ordinal) ? $"{name} has several values and type {type}"
                : null;
            context[name] = ContextValue.Of([.. values]);
        }

        return context;
    }

    private static FakeReply Evaluate(AuthorizationRequest request, PolicySet policies)
    {
        var result = new LocalSimulator().Simulate(request, policies);
        var decision = result.Decision switch
        {
            Decision.Allowed => "allowed",
            Decision.ExplicitDeny => "explicitDeny",
            _ => "implicitDeny",
        };
        var matched = result.Layers.Where(layer => layer.Layer != PolicyLayer.ServiceControl).SelectMany(layer => layer.DecidingStatements).Select(Matched);
        var member = new XElement(
            "member",
            new XElement("EvalActionName", request.Action),
            new XElement("EvalResourceName", request.Resource.IsAny ? "*" : "arn:${Partition}:example"),
            new XElement("EvalDecision", decision),
            new XElement("MatchedStatements", request.Resource.IsAny ? matched : []),
            new XElement("MissingContextValues", result.MissingContextKeys.Select(key => new XElement("member", key))));
        if (result.Find(PolicyLayer.ServiceControl) is { } organization)
        {
            member.Add(new XElement("OrganizationsDecisionDetail", new XElement("AllowedByOrganizations", organization.Decision == Decision.Allowed)));
        }

        if (result.Find(PolicyLayer.PermissionsBoundary) is { } boundary)
        {
            member.Add(new XElement("PermissionsBoundaryDecisionDetail", new XElement("AllowedByPermissionsBoundary", boundary.Decision == Decision.Allowed)));
        }

        if (!request.Resource.IsAny)
        {
            member.Add(new XElement("ResourceSpecificResults", new XElement(
                "member",
                new XElement("EvalResourceName", request.Resource.Value),
                new XElement("EvalResourceDecision", decision),
                new XElement("MatchedStatements", matched),
                new XElement("EvalDecisionDetails", result.IsCrossAccount ? Details(result) : []))));
        }

        return new FakeReply.QueryReply(new XElement("EvaluationResults", member), new XElement("IsTruncated", "false"));
    }

    private static IEnumerable<XElement> Details(SimulationResult result)
    {
        yield return Entry("IAM Policy", result.Find(PolicyLayer.Identity));
        yield return Entry("Resource Policy", result.Find(PolicyLayer.Resource));
    }

    private static XElement Entry(string name, LayerResult? layer) => new(
        "entry", new XElement("key", name), new XElement("value", layer?.Decision == Decision.Allowed ? "allowed" : layer?.Decision == Decision.ExplicitDeny ? "explicitDeny" : "implicitDeny"));

    private static XElement Matched(StatementTrace trace)
    {
        var text = System.Text.Encoding.UTF8.GetString(trace.Statement.Json.Span);
        var lines = text.Split('\n');
        var start = trace.Statement.Position;
        return new(
            "member",
            new XElement("SourcePolicyId", trace.Policy.Id),
            new XElement("SourcePolicyType", "IAM Policy"),
            new XElement("StartPosition", new XElement("Line", start.Line), new XElement("Column", start.Column)),
            new XElement("EndPosition", new XElement("Line", start.Line + lines.Length - 1), new XElement("Column", lines.Length == 1 ? start.Column + text.Length : lines[^1].Length + 1)));
    }
}
