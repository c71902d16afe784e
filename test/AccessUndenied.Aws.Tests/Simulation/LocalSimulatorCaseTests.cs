using System.Text.Json;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Simulation.Batch;

namespace AccessUndenied.Aws.Tests.Simulation;

/// <summary>The rules of AWS, one by one, as data.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LocalSimulatorCaseTests
{
    private static readonly LocalSimulator s_simulator = new();

    [TestCaseSource(nameof(Cases))]
    public void Simulate_CaseFile_AgreesWithExpected(object entry)
    {
        var simulationCase = (SimulationCase)entry;
        var result = Run(simulationCase.Request);
        var expected = simulationCase.Expected;
        Text(result, "decision").Should().Be(Text(expected, "decision"), because: simulationCase.ToString());
        if (expected.TryGetProperty("assessment", out var assessment))
        {
            Text(result, "assessment").Should().Be(assessment.GetString());
        }

        var wantsError = expected.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.True;
        (Text(result, "error") is not null).Should().Be(wantsError, because: Text(result, "error") ?? "an error was expected");
        CheckLayers(result, expected);
        CheckDecidingStatements(result, expected);
        CheckMissingKeys(result, expected);
    }

    [TestCaseSource(nameof(Cases))]
    public void Decide_CaseFile_AgreesWithSimulate(object entry)
    {
        var request = new BatchRequestReader(new GivenDocumentCache()).Read(((SimulationCase)entry).Request);
        if (request.Error is not null)
        {
            request.Request.Should().BeNull();
            return;
        }

        var verdict = s_simulator.Decide(request.Request!, request.Policies);
        var result = s_simulator.Simulate(request.Request!, request.Policies, TraceDetail.EveryStatement);
        verdict.Decision.Should().Be(result.Decision);
        if (result.Error is null)
        {
            verdict.Assessment.Should().Be(result.Assessment);
            verdict.Layer.Should().Be(result.DecisiveLayer);
        }
    }

    private static IEnumerable<TestCaseData> Cases() =>
        SimulationCase.All().Select(entry => new TestCaseData(entry).SetArgDisplayNames(entry.ToString()));

    private static JsonElement Run(byte[] json)
    {
        var request = new BatchRequestReader(new GivenDocumentCache()).Read(json);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            if (request.Error is not null)
            {
                BatchResultWriter.WriteError(writer, request.Id.Span, request.Error);
            }
            else
            {
                BatchResultWriter.Write(writer, request.Id.Span, s_simulator.Simulate(request.Request!, request.Policies), []);
            }
        }

        using var document = JsonDocument.Parse(stream.ToArray());
        return document.RootElement.Clone();
    }

    private static void CheckLayers(JsonElement result, JsonElement expected)
    {
        if (!expected.TryGetProperty("layers", out var layers))
        {
            return;
        }

        foreach (var layer in layers.EnumerateObject())
        {
            (Layer(result, layer.Name) is { } found ? Text(found, "decision") : "none").Should().Be(layer.Value.GetString(), because: $"layer {layer.Name}");
        }
    }

    private static void CheckDecidingStatements(JsonElement result, JsonElement expected)
    {
        if (!expected.TryGetProperty("deciding", out var deciding))
        {
            return;
        }

        foreach (var statement in deciding.EnumerateArray())
        {
            var layer = Layer(result, Text(statement, "layer")!);
            layer.Should().NotBeNull();
            layer!.Value.GetProperty("statements").EnumerateArray().Should().Contain(
                found => found.GetProperty("index").GetInt32() == statement.GetProperty("index").GetInt32()
                    && (Text(statement, "policy") == null || Text(statement, "policy") == Text(found, "policy")),
                because: statement.GetRawText());
        }
    }

    private static void CheckMissingKeys(JsonElement result, JsonElement expected)
    {
        if (expected.TryGetProperty("missingContextKeys", out var keys))
        {
            result.GetProperty("missingContextKeys").EnumerateArray().Select(key => key.GetString()!.ToUpperInvariant())
                .Should().Contain(keys.EnumerateArray().Select(key => key.GetString()!.ToUpperInvariant()));
        }
    }

    private static JsonElement? Layer(JsonElement result, string name)
    {
        foreach (var layer in result.GetProperty("layers").EnumerateArray())
        {
            if (Text(layer, "layer") == name)
            {
                return layer;
            }
        }

        return null;
    }

    private static string? Text(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
