using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Remediations.Opening;

/// <summary>Random policies in all layers, and random changes of the kinds that are proposed: an Allow added or widened, a Deny narrowed.</summary>
internal sealed class OpeningGenerator
{
    private static readonly string[] s_actions = ["s3:GetObject", "s3:PutObject", "s3:Get*", "s3:*", "*", "s3:?etObject", "s3:*Object", "S3:deleteobject", "sqs:*", "s*:*t*"];
    private static readonly string[] s_resources =
    [
        "*", "arn:aws:s3:::b/*", "arn:aws:s3:::b/x", "arn:aws:s3:::*", "arn:aws:s3:::b/?", "arn:aws:s3:::b*", "arn:aws:s3:::*/x", "arn:aws:s3:::b/${aws:SourceVpc}", "arn:aws:s3:::b/${*}",
    ];
    private static readonly string[] s_values = ["v1", "v2", "v3", "v*", "${aws:SourceVpc}"];
    private static readonly string[] s_entities = [OpeningUniverse.Role, OpeningUniverse.OtherRole, OpeningUniverse.Stranger];

    private static readonly OpeningPoint[] s_events = [.. OpeningUniverse.Points.Where(OpeningUniverse.IsInside)];

    private readonly Random _random;

    public OpeningGenerator(int seed) => _random = new(seed);

    public (LayeredPolicies Before, LayeredPolicies After, OpeningPoint Event) Next()
    {
        var before = Policies();
        var after = Changed(before);
        if (Chance(15))
        {
            after = Changed(after);
        }

        return (before, after, s_events[_random.Next(s_events.Length)]);
    }

    private LayeredPolicies Policies()
    {
        var policies = Random();
        return policies with { FirstIsShared = policies.Identity.Count > 0 && Chance(20) };
    }

    private LayeredPolicies Random() => new()
    {
        Identity = Some(0, 2, () => Statements(names: false)),
        Boundaries = Chance(25) ? [Statements(names: false)] : [],
        Session = Chance(10) ? [Statements(names: false)] : [],
        ServiceControl = Chance(50) ? Some(1, 2, () => Chance(60) ? [AllowAll, .. Statements(names: false)] : Statements(names: false)) : [],
        ResourceControl = Chance(20) ? [[.. Some(1, 2, () => Statement(names: true, effect: "Deny"))]] : [],
        Resource = Chance(60) ? Statements(names: true) : null,
        Owner = Chance(75) ? OpeningUniverse.Account : OpeningUniverse.OtherAccount,
    };

    private const string AllowAll = """{"Effect":"Allow","Action":"*","Resource":"*"}""";

    private LayeredPolicies Changed(LayeredPolicies policies)
    {
        switch (_random.Next(6))
        {
            case 0 or 1:
                return policies.Identity.Count == 0 || (Chance(40) && !policies.FirstIsShared)
                    ? policies with { Identity = [.. policies.Identity, [Statement(false, "Allow")]] }
                    : policies with { Identity = Changed(policies.Identity, false) };
            case 2 when policies.Boundaries.Count > 0:
                return policies with { Boundaries = Changed(policies.Boundaries, false) };
            case 3 when policies.ServiceControl.Count > 0:
                return policies with { ServiceControl = Changed(policies.ServiceControl, false) };
            case 4 when policies.ResourceControl.Count > 0:
                return policies with { ResourceControl = Changed(policies.ResourceControl, true) };
            default:
                return policies with { Resource = policies.Resource is null ? [Statement(true, "Allow")] : Changed([policies.Resource], true)[0] };
        }
    }

    private IReadOnlyList<IReadOnlyList<string>> Changed(IReadOnlyList<IReadOnlyList<string>> policies, bool names)
    {
        var at = _random.Next(policies.Count);
        return [.. policies.Select((policy, index) => index == at ? Changed(policy, names) : policy)];
    }

    private IReadOnlyList<string> Changed(IReadOnlyList<string> statements, bool names)
    {
        if (statements.Count == 0 || Chance(25))
        {
            return [.. statements, Statement(names, "Allow")];
        }

        var at = _random.Next(statements.Count);
        var changed = JsonNode.Parse(statements[at])!.AsObject();
        if ((string)changed["Effect"]! == "Allow")
        {
            Widen(changed);
        }
        else
        {
            Narrow(changed);
        }

        return [.. statements.Select((statement, index) => index == at ? changed.ToJsonString() : statement)];
    }

    private void Widen(JsonObject statement)
    {
        switch (_random.Next(4))
        {
            case 0 when statement["Action"] is { } actions:
                statement["Action"] = Longer(actions, Pick(s_actions));
                break;
            case 1 when statement["Resource"] is { } resources:
                statement["Resource"] = Longer(resources, Pick(s_resources));
                break;
            case 2 when statement["Principal"] is JsonObject principals:
                principals["AWS"] = principals["AWS"] is { } old ? Longer(old, Pick(s_entities)) : Pick(s_entities);
                break;
            default:
                AddValue(statement, negated: false);
                break;
        }
    }

    // What is proposed for a Deny: another value or caller exempted, or an action left out of it.
    private void Narrow(JsonObject statement)
    {
        if (statement["NotAction"] is { } actions && Chance(40))
        {
            statement["NotAction"] = Longer(actions, Pick(s_actions));
        }
        else if (!AddValue(statement, negated: true))
        {
            var condition = statement["Condition"]?.AsObject() ?? [];
            statement.Remove("Condition");
            var exempts = Chance(60);
            var name = exempts ? "ArnNotEquals" : "StringNotEquals";
            var block = condition[name]?.AsObject() ?? [];
            condition.Remove(name);
            var (key, value) = exempts ? ("aws:PrincipalArn", Pick(s_entities)) : ("aws:SourceVpc", Pick(s_values));
            block[key] = block[key] is { } old ? Longer(old, value) : value;
            condition[name] = block;
            statement["Condition"] = condition;
        }
    }

    private bool AddValue(JsonObject statement, bool negated)
    {
        if (statement["Condition"] is not JsonObject condition)
        {
            return false;
        }

        foreach (var (name, block) in condition.ToList())
        {
            if (name.Contains("Not", StringComparison.Ordinal) == negated && name != "Null")
            {
                var (key, old) = block!.AsObject().First();
                block.AsObject()[key] = Longer(old!, key switch { "aws:PrincipalArn" => Pick(s_entities), "aws:RequestedRegion" => Pick(OpeningUniverse.Regions), _ => Pick(s_values) });
                return true;
            }
        }

        return false;
    }

    private static JsonArray Longer(JsonNode old, string value) => old is JsonArray list ? [.. list.Select(item => item!.DeepClone()), value] : [old.DeepClone(), value];

    private IReadOnlyList<string> Statements(bool names) => Some(1, 3, () => Statement(names, Chance(70) ? "Allow" : "Deny"));

    private string Statement(bool names, string effect)
    {
        var statement = new JsonObject { ["Effect"] = effect };
        if (names)
        {
            statement["Principal"] = Chance(effect == "Deny" ? 80 : 20) ? "*" : Principal();
        }

        statement[Chance(12) ? "NotAction" : "Action"] = List(s_actions);
        statement[Chance(10) ? "NotResource" : "Resource"] = List(s_resources);
        if (Chance(45))
        {
            var condition = new JsonObject();
            foreach (var (name, key, values) in Some(1, 2, Condition))
            {
                condition[name] = new JsonObject { [key] = values };
            }

            statement["Condition"] = condition;
        }

        return statement.ToJsonString();
    }

    private JsonNode Principal() => _random.Next(6) switch
    {
        0 => new JsonObject { ["AWS"] = OpeningUniverse.Account },
        1 => new JsonObject { ["AWS"] = "arn:aws:iam::222222222222:root" },
        2 => new JsonObject { ["Service"] = OpeningUniverse.Service },
        3 => new JsonObject { ["AWS"] = OpeningUniverse.Session },
        _ => new JsonObject { ["AWS"] = List(s_entities) },
    };

    private (string Operator, string Key, JsonNode Values) Condition() => _random.Next(10) switch
    {
        0 or 1 => ("StringEquals", "aws:SourceVpc", List(s_values)),
        2 or 3 => ("StringNotEquals", "aws:SourceVpc", List(s_values)),
        4 => (Chance(50) ? "StringLike" : "StringNotLike", "aws:SourceVpc", List(s_values)),
        5 => (Chance(50) ? "StringEqualsIfExists" : "StringNotEqualsIfExists", "aws:SourceVpc", List(s_values)),
        6 => ("Null", "aws:SourceVpc", Chance(50) ? "true" : "false"),
        7 => (Chance(50) ? "StringEquals" : "StringNotEquals", "aws:RequestedRegion", List(OpeningUniverse.Regions)),
        8 => (Chance(30) ? "ArnEquals" : "ArnNotEquals", "aws:PrincipalArn", List(s_entities)),
        _ => (Chance(50) ? "StringEquals" : "StringNotEquals", "aws:PrincipalAccount", Chance(70) ? OpeningUniverse.Account : OpeningUniverse.OtherAccount),
    };

    private JsonNode List(string[] items) => Chance(65) ? Pick(items) : new JsonArray(Pick(items), Pick(items));

    private List<T> Some<T>(int least, int most, Func<T> make) => [.. Enumerable.Range(0, _random.Next(least, most + 1)).Select(_ => make())];

    private string Pick(string[] items) => items[_random.Next(items.Length)];

    private bool Chance(int percent) => _random.Next(100) < percent;
}
