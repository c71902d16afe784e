using System.Text;
using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Rights;

/// <summary>The documents in build/deploy, with what CloudFormation and Terraform would put in.</summary>
internal static class DeployedPolicies
{
    private static readonly string s_folder = Path.Combine(Path.GetDirectoryName(typeof(DeployedPolicies).Assembly.Location)!, "Deploy");

    public static string Text(string name) => File.ReadAllText(Path.Combine(s_folder, name));

    public static JsonNode Json(string name) => JsonNode.Parse(Text(name))!;

    /// <summary>The properties of the role in a CloudFormation template, for these parameters.</summary>
    public static JsonNode CloudFormationRole(string name, IReadOnlyDictionary<string, string> parameters)
    {
        var template = Json(name);
        var values = template["Parameters"]!.AsObject().ToDictionary(pair => pair.Key, pair => (string?)pair.Value!["Default"] ?? "");
        foreach (var (key, value) in parameters)
        {
            values.Should().ContainKey(key);
            values[key] = value;
        }

        return Resolve(template["Resources"]!["Role"]!["Properties"]!, template["Conditions"]!, values)!;
    }

    /// <summary>The policy of the role in a Terraform file.</summary>
    public static JsonNode TerraformPolicy(string name)
    {
        const string Start = "<<-JSON\n";
        var text = Text(name).Replace("\r\n", "\n", StringComparison.Ordinal);
        var start = text.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return JsonNode.Parse(text[start..text.IndexOf("\n  JSON\n", start, StringComparison.Ordinal)].Replace("${data.aws_partition.current.partition}", "aws", StringComparison.Ordinal))!;
    }

    // The few functions that the templates use; null for AWS::NoValue.
    private static JsonNode? Resolve(JsonNode node, JsonNode conditions, Dictionary<string, string> values)
    {
        switch (node)
        {
            case JsonObject members when members.Count == 1 && members.Single() is var (name, argument) && (name == "Ref" || name.StartsWith("Fn::", StringComparison.Ordinal)):
                return name switch
                {
                    "Ref" => (string)argument! == "AWS::NoValue" ? null : JsonValue.Create(values[(string)argument!]),
                    "Fn::Sub" => JsonValue.Create(((string)argument!).Replace("${AWS::Partition}", "aws", StringComparison.Ordinal)),
                    "Fn::If" => Resolve(argument![Holds(conditions[(string)argument[0]!]!, conditions, values) ? 1 : 2]!, conditions, values),
                    _ => throw new NotSupportedException(name),
                };
            case JsonObject members:
                return new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Resolve(member.Value!, conditions, values))).Where(member => member.Value is not null));
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Resolve(item!, conditions, values))]);
            default:
                return node.DeepClone();
        }
    }

    private static bool Holds(JsonNode condition, JsonNode conditions, Dictionary<string, string> values) => condition.AsObject().Single() switch
    {
        ("Condition", var name) => Holds(conditions[(string)name!]!, conditions, values),
        ("Fn::Not", var list) => !Holds(list![0]!, conditions, values),
        ("Fn::Or", var list) => list!.AsArray().Any(item => Holds(item!, conditions, values)),
        ("Fn::Equals", var list) => (string?)Resolve(list![0]!, conditions, values) == (string?)Resolve(list[1]!, conditions, values),
        var (name, _) => throw new NotSupportedException(name),
    };
}
