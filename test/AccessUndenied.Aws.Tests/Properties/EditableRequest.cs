using System.Text.Json;
using AccessUndenied.Aws.Tests.Reference;

namespace AccessUndenied.Aws.Tests.Properties;

/// <summary>A generated request taken apart, so that a law can change it and put it together again.</summary>
internal sealed class EditableRequest
{
    private readonly List<(string Name, string? Value)> _members = [];
    private readonly List<string> _emptyOrganizations = [];

    private EditableRequest(string text)
    {
        using var document = JsonDocument.Parse(text);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            Add(member.Name, member.Value);
        }
    }

    public List<EditableLayer> Layers { get; } = [];

    public static EditableRequest Read(string text) => new(text);

    /// <summary>The text of a member that is no policy; null when the request lacks it.</summary>
    public string? this[string name]
    {
        get => _members.Find(member => member.Name == name).Value;
        set
        {
            _members.RemoveAll(member => member.Name == name);
            _members.Add((name, value));
        }
    }

    /// <summary>Adds a statement to one of the layers, or a policy of a kind that the request lacks.</summary>
    public void AddStatement(string member, int pick, string statement)
    {
        var layers = Layers.FindAll(layer => layer.Member == member);
        if (layers.Count == 0)
        {
            Layers.Add(new(member, member.EndsWith("ControlPolicies", StringComparison.Ordinal) ? "\"node-0\"" : null, [new(statement)]));
            return;
        }

        var policies = layers[pick % layers.Count].Policies;
        if (policies.Count == 0)
        {
            policies.Add(new(statement));
        }
        else
        {
            var statements = policies[pick % policies.Count].Statements;
            statements.Insert(pick % (statements.Count + 1), statement);
        }
    }

    public string Write() => Write(document => document);

    /// <summary>The request again, each of its documents in the form that <paramref name="form"/> gives it.</summary>
    public string Write(Func<string, string> form)
    {
        var members = new List<(string, string?)>(_members);
        foreach (var group in Layers.GroupBy(layer => layer.Member))
        {
            members.Add((group.Key, Value(group.Key, [.. group], form)));
        }

        members.AddRange(_emptyOrganizations.Where(name => !Layers.Exists(layer => layer.Member == name)).Select(name => (name, (string?)"[]")));
        return RequestJson.Object([.. members]);
    }

    private static string Value(string member, EditableLayer[] layers, Func<string, string> form)
    {
        var lists = layers.Select(layer => layer.Policies.Select(policy => policy.Write(form)));
        return member switch
        {
            "resourcePolicy" => lists.Single().Single(),
            "serviceControlPolicies" or "resourceControlPolicies" => RequestJson.Array(layers.Zip(lists, (layer, list) =>
                RequestJson.Object(("target", layer.Target), ("policies", RequestJson.Array(list))))),
            _ => RequestJson.Array(lists.Single()),
        };
    }

    private void Add(string name, JsonElement value)
    {
        switch (name)
        {
            case "resourcePolicy":
                Layers.Add(new(name, null, [EditablePolicy.Read(value)]));
                break;
            case "identityPolicies" or "permissionsBoundaries" or "sessionPolicies" or "vpcEndpointPolicies":
                Layers.Add(new(name, null, [.. value.EnumerateArray().Select(EditablePolicy.Read)]));
                break;
            case "serviceControlPolicies" or "resourceControlPolicies":
                _emptyOrganizations.Add(name);
                Layers.AddRange(value.EnumerateArray().Select(node => new EditableLayer(
                    name, node.GetProperty("target").GetRawText(), [.. node.GetProperty("policies").EnumerateArray().Select(EditablePolicy.Read)])));
                break;
            default:
                _members.Add((name, value.GetRawText()));
                break;
        }
    }
}
