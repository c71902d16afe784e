using System.Text;
using System.Text.Json;

namespace AccessUndenied.Aws.Tests.Simulation;

/// <summary>One entry of a case file: a request of the <c>simulate</c> format and what must come out.</summary>
internal sealed record SimulationCase(string Name, IReadOnlyList<string> Rules, byte[] Request, JsonElement Expected)
{
    private static readonly string[] s_tables = ["rule-ids.json", "rules-left-out.json"];

    public static IEnumerable<SimulationCase> All() => CaseFiles.In("Simulation")
        .Where(path => !s_tables.Contains(Path.GetFileName(path)))
        .SelectMany(path => CaseFiles.Read(path).EnumerateArray().Select(entry => Read(Path.GetFileNameWithoutExtension(path), entry)));

    public override string ToString() => $"{string.Join('_', Rules)} {Name}";

    private static SimulationCase Read(string file, JsonElement entry)
    {
        var rule = entry.GetProperty("rule");
        return new(
            $"{file}: {entry.GetProperty("name").GetString()}",
            rule.ValueKind == JsonValueKind.String ? [rule.GetString()!] : [.. rule.EnumerateArray().Select(id => id.GetString()!)],
            Encoding.UTF8.GetBytes(entry.GetProperty("request").GetRawText()),
            entry.GetProperty("expected"));
    }
}
