using System.Text;
using AccessUndenied.Aws.Simulation.Batch;
using CsCheck;

namespace AccessUndenied.Aws.Tests.Simulation.Batch;

/// <summary>Where the pieces of a stream end does not matter.</summary>
public sealed class BatchLaws
{
    private const string Odd = """{"id":"\\\"}],[{\\","note":["]","}",{"a":"\\\\"},","],"action":"x"}""";

    private static readonly Gen<string> s_request = Gen.OneOf(
        Gen.Int[0, 99].Select(number => BatchRun.Request($"r{number}")),
        Gen.Int[0, 99].Select(number => BatchRun.Request($"p{number}", "s3:PutObject")),
        Gen.Const(Odd),
        Gen.Const("""{"id":1,"principal":"é€𝄞"}"""),
        Gen.Const("17"),
        Gen.Const("{\"id\":\"broken\",]}"),
        Gen.Const($"{{\"id\":\"long\",\"note\":\"{new string('z', 9000)}\"}}"));

    [Test]
    public void RunAsync_AnyPieces_GivesTheSameResults() =>
        Gen.Select(s_request.Array[0, 12], Gen.Int[1, 300].Array[1, 6], Gen.Bool).Sample((requests, pieces, asArray) =>
        {
            var text = Encoding.UTF8.GetBytes(asArray ? $"[{string.Join(",", requests)}]" : string.Join("\n", requests));
            var options = new BatchSimulationOptions { BlockBytes = 4096 };
            var whole = BatchRun.Lines(text, options);
            return whole.Length == requests.Length && whole.SequenceEqual(BatchRun.Lines(new PiecemealStream(text, pieces), options));
        }, iter: 200);
}
