using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Simulation.Batch;
using AccessUndenied.Aws.Tests.Simulation;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Tests.Fuzzing;

/// <summary>Whatever comes in, one line of JSON comes out.</summary>
public sealed class SimulateFuzzTests
{
    private const int Mutations = 20_000;
    private const int Streams = 400;
    private const int Seed = 20260102;

    private readonly LocalSimulator _simulator = new();
    private readonly GivenDocumentCache _cache = new(maxBytes: 1 << 20);

    [Test]
    public void Simulate_MutatedRequests_AnswersEachWithOneLineOfJson()
    {
        var seeds = Seeds();
        var mutations = new DocumentMutations(Seed);
        for (var i = 0; i < Mutations; i++)
        {
            Check(mutations.Mutate(seeds[i % seeds.Length]));
        }
    }

    [Test]
    public void Parse_MutatedDocuments_GivesADocumentOrSaysWhyNot()
    {
        var seeds = Documents();
        var mutations = new DocumentMutations(Seed);
        for (var i = 0; i < Mutations; i++)
        {
            CheckDocument(mutations.Mutate(seeds[i % seeds.Length]));
        }
    }

    [Test]
    public async Task RunAsync_StreamsOfMutatedRequests_GivesALineForEachRequestItCounts()
    {
        var seeds = Seeds();
        var mutations = new DocumentMutations(Seed);
        var random = new Random(Seed);
        for (var stream = 0; stream < Streams; stream++)
        {
            var isArray = stream % 3 == 0;
            using var input = new MemoryStream();
            input.Write(isArray ? "["u8 : ""u8);
            for (var i = random.Next(40); i >= 0; i--)
            {
                var request = seeds[random.Next(seeds.Length)];
                input.Write(random.Next(4) == 0 ? mutations.Mutate(request) : request);
                input.Write(isArray ? i == 0 ? "]"u8 : ","u8 : "\n"u8);
            }

            await CheckStreamAsync(input.ToArray());
        }
    }

    // dotnet test --filter Simulate_RandomSeeds -- TestRunParameters.Parameter(name="minutes",value="10")
    [Test]
    [Explicit("runs as many minutes as the parameter says")]
    public void Simulate_RandomSeeds_ForMinutes_AnswersEachWithOneLineOfJson()
    {
        var minutes = double.Parse(TestContext.Parameters.Get("minutes", "1"), CultureInfo.InvariantCulture);
        var (requests, documents) = (Seeds(), Documents());
        var seed = Random.Shared.Next();
        var mutations = new DocumentMutations(seed);
        var (count, slowest) = (0, TimeSpan.Zero);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalMinutes < minutes; count += 2)
        {
            var one = Stopwatch.StartNew();
            Check(mutations.Mutate(requests[Random.Shared.Next(requests.Length)]));
            CheckDocument(mutations.Mutate(documents[Random.Shared.Next(documents.Length)]));
            slowest = one.Elapsed > slowest ? one.Elapsed : slowest;
        }

        TestContext.Out.WriteLine($"seed {seed}: {count} inputs, the slowest took {slowest.TotalMilliseconds:F1} ms");
    }

    private void Check(byte[] json)
    {
        try
        {
            var output = Run(json);
            Utf8.IsValid(output).Should().BeTrue();
            output.AsSpan().Contains((byte)'\n').Should().BeFalse();
            using var result = JsonDocument.Parse(output);
            var isError = result.RootElement.GetProperty("error").ValueKind == JsonValueKind.String;
            (result.RootElement.GetProperty("decision").ValueKind == JsonValueKind.Null).Should().Be(isError);
        }
        catch (Exception exception) when (exception is not SuccessException)
        {
            throw new AssertionException($"{exception.Message} in {Encoding.Latin1.GetString(json)}", exception);
        }
    }

    private async Task CheckStreamAsync(byte[] json)
    {
        try
        {
            using var output = new MemoryStream();
            var batch = new BatchSimulation(_simulator, new() { MaxConcurrency = 2, BlockBytes = 4 << 10, MaxRequestBytes = 1 << 20 });
            var summary = await batch.RunAsync(new MemoryStream(json), output);
            var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n');
            lines[^1].Should().BeEmpty();
            lines.Length.Should().Be((int)summary.Requests + 1);
            foreach (var line in lines[..^1])
            {
                using var result = JsonDocument.Parse(line);
            }
        }
        catch (Exception exception)
        {
            throw new AssertionException($"{exception.Message} in {Encoding.Latin1.GetString(json)}", exception);
        }
    }

    private static void CheckDocument(byte[] json)
    {
        try
        {
            var document = PolicyDocument.Parse(json);
            document.Problems.Should().NotContain(problem => problem.Message.Length == 0 || problem.Position.Line < 1 || problem.Position.Column < 1);
        }
        catch (PolicyFormatException refusal)
        {
            refusal.Position.Line.Should().BePositive();
            refusal.Message.Should().NotBeEmpty();
        }
        catch (Exception exception)
        {
            throw new AssertionException($"{exception.Message} in {Encoding.Latin1.GetString(json)}", exception);
        }
    }

    private byte[] Run(byte[] json)
    {
        var request = new BatchRequestReader(_cache).Read(json);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            if (request.Error is not null)
            {
                BatchResultWriter.WriteError(writer, request.Id.Span, request.Error);
            }
            else
            {
                var verdict = _simulator.Decide(request.Request!, request.Policies);
                var result = _simulator.Simulate(request.Request!, request.Policies, TraceDetail.EveryStatement);
                verdict.Decision.Should().Be(result.Decision);
                BatchResultWriter.Write(writer, request.Id.Span, result, []);
            }
        }

        return stream.ToArray();
    }

    internal static byte[][] Seeds() => [.. SimulationCase.All().Select(entry => entry.Request)];

    internal static byte[][] Documents() => [.. Seeds().SelectMany(DocumentsIn)];

    private static List<byte[]> DocumentsIn(byte[] request)
    {
        var found = new List<byte[]>();
        using var json = JsonDocument.Parse(request);
        Collect(json.RootElement, found);
        return found;
    }

    private static void Collect(JsonElement element, List<byte[]> found)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, found);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (element.TryGetProperty("Statement", out _))
            {
                found.Add(Encoding.UTF8.GetBytes(element.GetRawText()));
                return;
            }

            foreach (var member in element.EnumerateObject())
            {
                Collect(member.Value, found);
            }
        }
    }
}
