using System.Text.Json;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Simulation.Batch;

namespace AccessUndenied.Samples.PullRequestGate;

/// <summary>Evaluates the recorded requests under the policies of a snapshot.</summary>
internal static class Replay
{
    public static async Task<IReadOnlyList<ReplayAnswer>> RunAsync(Snapshot snapshot, string requests, CancellationToken cancellationToken)
    {
        var batch = new BatchSimulation(new LocalSimulator(), new() { PolicySource = new SnapshotPolicySource(snapshot) });
        await using var input = File.OpenRead(requests);
        using var output = new MemoryStream();
        await batch.RunAsync(input, output, cancellationToken);

        output.Position = 0;
        using var lines = new StreamReader(output);
        var answers = new List<ReplayAnswer>();
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            using var result = JsonDocument.Parse(line);
            answers.Add(Read(result.RootElement, answers.Count + 1));
        }

        return answers;
    }

    private static ReplayAnswer Read(JsonElement result, int number) => new(
        Text(result, "id") ?? $"request {number}",
        Text(result, "decision") == "allowed",
        Text(result, "assessment"),
        Text(result, "error"),
        result.TryGetProperty("layers", out var layers) && layers.ValueKind == JsonValueKind.Array ? [.. layers.EnumerateArray().SelectMany(Statements)] : []);

    private static IEnumerable<(string Policy, int Index)> Statements(JsonElement layer) =>
        layer.GetProperty("statements").EnumerateArray().Select(statement => (Text(statement, "policy") ?? "", statement.GetProperty("index").GetInt32()));

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
