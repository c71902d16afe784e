using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.ResourcePolicyProviders;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>The services of the table of policies, each in its own protocol, as their rows say.</summary>
internal sealed class FakePolicyTable : IFakeService
{
    // Answered by hand, since more than their policies is asked of them.
    private static readonly string[] s_elsewhere = ["secretsmanager"];

    private static readonly (PolicyRow Row, Regex Path)[] s_rows = [.. PolicyTable.All.Where(row => !s_elsewhere.Contains(row.ArnService)).Select(row => (row, PathOf(row)))];

    private readonly FakeData _data;

    public FakePolicyTable(FakeData data) => _data = data;

    public IReadOnlyList<string> Names => [];

    public static bool Knows(FakeRequest request) => Find(request) is not null;

    /// <summary>What a name in a row stands for in the resources of tests.</summary>
    public static string Sample(string name) => name.Length < 4 ? $"{name}-1a2b3c4d" : $"{name}-1";

    public string Prefix(FakeRequest request) => Find(request)!.Value.Row.Service.Prefix;

    public string ProtocolOf(FakeRequest request) => Find(request)!.Value.Row.Service.Protocol switch
    {
        AwsProtocol.Query => "query",
        AwsProtocol.RestJson => "rest-json",
        AwsProtocol.RestXml => "rest-xml",
        _ => "json",
    };

    public string? OperationOf(FakeRequest request) => Find(request)?.Row.Operation;

    public FakeReply? Answer(string operation, FakeRequest request, string account)
    {
        var (row, values) = Find(request)!.Value;
        var arn = values.GetValueOrDefault("arn") ?? $"arn:aws:{row.ArnService}:{request.Region}:{account}:{ResourceOf(row, values)}";
        var policy = _data.Policy(account, arn) ?? (row.Region is null ? null : _data.Policy(account, arn.Replace($":{row.Region}:", ":eu-west-1:", StringComparison.Ordinal)));
        if (policy is null && row.None.Count > 0)
        {
            return new FakeReply.FaultReply(404, row.None[0], "The resource you requested does not exist.");
        }

        if (row.Policy.Text.Length == 0)
        {
            return new FakeReply.PlainReply(policy!);
        }

        var text = row.IsEscaped ? policy?.Replace("\"", "\\\"", StringComparison.Ordinal) : policy;
        return row.Service.Protocol is AwsProtocol.Query or AwsProtocol.RestXml ? XmlOf(row, text) : JsonOf(row, text);
    }

    private static FakeReply XmlOf(PolicyRow row, string? policy)
    {
        var content = row.Policy.Text switch
        {
            "Attributes[key=Policy]/value" => [new XElement("Attributes", Entry("TopicArn", "example"), policy is null ? null : Entry("Policy", policy))],
            var path => ElementsOf((row.Always?.Text, "example"), (path, policy)),
        };
        return row.Service.Protocol == AwsProtocol.Query ? new FakeReply.QueryReply(content) : new FakeReply.Xml(new XElement(row.Operation + "Result", content));
    }

    private static XElement[] ElementsOf(params ReadOnlySpan<(string? Path, string? Value)> members)
    {
        var answer = new XElement("Answer");
        foreach (var (path, value) in members)
        {
            if (path is not null && value is not null)
            {
                path.Split('/').Aggregate(answer, Within).Value = value;
            }
        }

        return [.. answer.Elements()];
    }

    private static XElement Within(XElement outer, string name)
    {
        if (outer.Element(name) is not { } inner)
        {
            outer.Add(inner = new XElement(name));
        }

        return inner;
    }

    private static XElement Entry(string key, string value) => new("entry", new XElement("key", key), new XElement("value", value));

    private static FakeReply.JsonReply JsonOf(PolicyRow row, string? policy)
    {
        var body = new JsonObject();
        if (row.Always is { Text: var always } && always != row.Policy.Text)
        {
            Add(body, always.Split('/'), always == row.Policy.Text.Split('[')[0] ? (row.Policy.Text.EndsWith(']') ? new JsonObject() : new JsonArray()) : "example");
        }

        if (row.InForce is var (member, value))
        {
            body[member] = value;
        }

        // A stream without a policy answers with an empty one.
        if (policy is not null || row.None.Count == 0 && row.Always?.Text == row.Policy.Text)
        {
            Add(body, row.Policy.Text.Split('/'), policy ?? "{}");
        }

        return new(body);
    }

    private static void Add(JsonObject body, ReadOnlySpan<string> path, JsonNode value)
    {
        var name = path[0].Split('[')[0];
        var isList = path[0].EndsWith(']');
        if (path.Length == 1)
        {
            body[name] = isList ? new JsonObject { ["main"] = value } : value;
            return;
        }

        var inner = body[name] as JsonObject ?? new JsonObject();
        Add(inner, path[1..], value);
        if (inner.Parent is null)
        {
            body[name] = isList ? new JsonArray(inner) : inner;
        }
    }

    private static string ResourceOf(PolicyRow row, IReadOnlyDictionary<string, string> values)
    {
        var names = Regex.Matches(row.Resource.Text, "{([a-z]+)").Select(match => match.Groups[1].Value);
        return row.Resource.With(names.ToDictionary(name => name, name => values.GetValueOrDefault(name) ?? Sample(name)));
    }

    private static (PolicyRow Row, Dictionary<string, string> Values)? Find(FakeRequest request)
    {
        foreach (var (row, path) in s_rows)
        {
            if ((row.Service.SigningName ?? row.Service.Prefix) == request.Service && Read(row, path, request) is { } values && Fits(row, values))
            {
                return (row, values);
            }
        }

        return null;
    }

    private static bool Fits(PolicyRow row, Dictionary<string, string> values)
    {
        if (!values.TryGetValue("arn", out var text))
        {
            return true;
        }

        return Arn.TryParse(text, out var arn) && arn.Service.SequenceEqual(row.ArnService) && row.Resource.Match(arn.Resource) == arn.Resource.Length;
    }

    // What the names in the row stand for; null for another operation's request.
    private static Dictionary<string, string>? Read(PolicyRow row, Regex path, FakeRequest request)
    {
        var values = new Dictionary<string, string>();
        if (row.Service.Protocol is AwsProtocol.RestJson or AwsProtocol.RestXml)
        {
            var match = path.Match(request.Path);
            if (request.Named is not null || request.Method != row.Call.Method || !match.Success || request.Query.Count != row.Call.Query.Count)
            {
                return null;
            }

            foreach (var name in path.GetGroupNames().Where(name => !char.IsAsciiDigit(name[0])))
            {
                values[name] = Uri.UnescapeDataString(match.Groups[name].Value);
            }
        }
        else if (request.Named != row.Operation)
        {
            return null;
        }

        return Read(values, row.Call.Query, request.Query.GetValueOrDefault) && Read(values, row.Headers, request.Headers.GetValueOrDefault)
            && Read(values, row.Call.Members, name => request.Form.GetValueOrDefault(name) ?? (string?)request.Json[name])
            ? values : null;
    }

    private static bool Read(Dictionary<string, string> values, IReadOnlyList<(string Name, string Value)> templates, Func<string, string?> find)
    {
        foreach (var (name, template) in templates)
        {
            if (find(name) is not { } text || (!template.StartsWith('{') && template != text))
            {
                return false;
            }

            if (template.StartsWith('{'))
            {
                values[template.Trim('{', '}')] = text;
            }
        }

        return true;
    }

    private static Regex PathOf(PolicyRow row) => new("^" + Regex.Replace(Regex.Escape(row.Call.Path), @"\\{([a-z]+)}", "(?<$1>[^/]+)") + "$");
}
