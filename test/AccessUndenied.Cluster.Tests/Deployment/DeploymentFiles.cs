using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace AccessUndenied.Cluster.Tests.Deployment;

/// <summary>The files of build/deploy/cluster, and the containers in them that run the program.</summary>
internal static class DeploymentFiles
{
    public const string Program = "access-undenied-cluster";

    public static string Text(string name) => File.ReadAllText(Repository.PathOf("build", "deploy", "cluster", name));

    public static JsonNode Json(string name) => JsonNode.Parse(Text(name))!;

    /// <summary>The documents of a file of YAML.</summary>
    public static IReadOnlyList<JsonNode> Yaml(string name)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Text(name)));
        return [.. stream.Documents.Select(document => ToJson(document.RootNode)!)];
    }

    /// <summary>Everything under these names, anywhere in a document.</summary>
    public static IEnumerable<JsonNode> Find(JsonNode? node, string name) => node switch
    {
        JsonObject members => members.SelectMany(member => (member.Key == name && member.Value is not null ? [member.Value] : Array.Empty<JsonNode>()).Concat(Find(member.Value, name))),
        JsonArray items => items.SelectMany(item => Find(item, name)),
        _ => [],
    };

    /// <summary>The arguments and variables of each container that runs the program, by where it stands.</summary>
    public static IEnumerable<(string Place, string[] Arguments, string[] Variables)> Containers()
    {
        foreach (var (name, service) in Yaml("compose.yaml").Single()["services"]!.AsObject().Where(service => service.Value!["build"] is not null))
        {
            var entry = Strings(service!["entrypoint"]!).Concat(name == "submit" ? ["analyze", "--snapshot", "x.json", "trail"] : []).ToArray();
            yield return ($"compose.yaml, {name}", ArgumentsOf(entry), [.. service["environment"]!.AsObject().Select(variable => variable.Key)]);
        }

        foreach (var (file, container) in new[] { "kubernetes.yaml", "submit.kubernetes.yaml" }.SelectMany(file =>
            Yaml(file).SelectMany(document => Find(document, "containers")).SelectMany(containers => containers.AsArray()).Select(container => (file, container!))))
        {
            if ((string?)container["image"] == Program)
            {
                yield return ($"{file}, {container["name"]}", Strings(container["args"]!), [.. container["env"]!.AsArray().Select(variable => (string)variable!["name"]!)]);
            }
        }

        foreach (var container in Find(Json("workers.cloudformation.json"), "ContainerDefinitions").SelectMany(containers => containers.AsArray()))
        {
            string[] variables = [.. container!["Secrets"]!.AsArray().Concat(container["Environment"]!.AsArray()).Select(variable => (string)variable!["Name"]!)];
            yield return ($"workers.cloudformation.json, {container["Name"]}", ArgumentsOf([.. Strings(container["EntryPoint"]!), .. Strings(container["Command"]!)]), variables);
        }
    }

    public static string[] Strings(JsonNode items) => [.. items.AsArray().Select(item => (string)item!)];

    // As the shell would have it, which stands before the program in some.
    private static string[] ArgumentsOf(string[] command)
    {
        string[] words = command is ["sh", "-c", var line] ? line.Replace("$(hostname -i)", "$(POD_IP)", StringComparison.Ordinal).Replace("$$(", "$(", StringComparison.Ordinal).Split(' ') : command;
        words = words is ["exec", .. var rest] ? rest : words;
        words[0].Should().Be(Program);
        return words[1..];
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode members => new JsonObject(members.Select(member => KeyValuePair.Create(((YamlScalarNode)member.Key).Value!, ToJson(member.Value)))),
        YamlSequenceNode items => new JsonArray([.. items.Select(ToJson)]),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: var text } when long.TryParse(text, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: ("true" or "false") and var text } => JsonValue.Create(text == "true"),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };
}
