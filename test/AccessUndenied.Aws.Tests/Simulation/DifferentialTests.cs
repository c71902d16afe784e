using System.Text;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Simulation.Batch;
using AccessUndenied.Aws.Tests.Reference;
using AccessUndenied.Results;
using CsCheck;

namespace AccessUndenied.Aws.Tests.Simulation;

/// <summary>The simulator against a second one, plain and slow, that was written straight from the rules.</summary>
public sealed class DifferentialTests
{
    private const int Requests = 4_000;

    private static readonly LocalSimulator s_simulator = new();
    private static readonly GivenDocumentCache s_cache = new(maxBytes: 1 << 20);

    [Test]
    public void Simulate_GeneratedRequests_AgreesWithThePlainEvaluator() => SimulationRequests.Text.Sample(Compare, iter: Requests, threads: 1);

    /// <summary>Asks both.</summary>
    internal static void Compare(string text) => Ours(text, s_simulator, s_cache).Should().Be(Plain(text), because: text);

    private static string Plain(string text)
    {
        var result = PlainEvaluator.Evaluate(JsonNode.Parse(text)!.AsObject());
        return Describe(result.Decision, result.Assessment, result.Layers);
    }

    private static string Ours(string text, LocalSimulator simulator, GivenDocumentCache cache)
    {
        var request = new BatchRequestReader(cache).Read(Encoding.UTF8.GetBytes(text));
        if (request.Error is not null)
        {
            return Describe(null, "Error", new Dictionary<string, string>());
        }

        var result = simulator.Simulate(request.Request!, request.Policies);
        return result.Error is not null
            ? Describe(null, "Error", new Dictionary<string, string>())
            : Describe(
                Name(BatchResultWriter.Name(result.Decision)),
                result.Assessment?.ToText(),
                result.Layers.ToDictionary(layer => Name(BatchResultWriter.Name(layer.Layer)), layer => Name(BatchResultWriter.Name(layer.Decision))));
    }

    private static string Describe(string? decision, string? assessment, IReadOnlyDictionary<string, string> layers) => decision is null
        ? "error"
        : $"{decision} / {assessment} / {string.Join(", ", layers.OrderBy(layer => layer.Key, StringComparer.Ordinal).Select(layer => $"{layer.Key}={layer.Value}"))}";

    private static string Name(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
