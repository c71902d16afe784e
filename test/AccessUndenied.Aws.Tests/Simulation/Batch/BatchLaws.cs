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

    private static readonly string[] s_pieces = ["a", "\\\\", "\\\"", "{", "]", ",", "é", new(' ', 70)];

    [Test]
    public void RunAsync_AnyPieces_GivesTheSameResults() =>
        Gen.Select(s_request.Array[0, 12], Gen.Int[1, 300].Array[1, 6], Gen.Bool).Sample((requests, pieces, asArray) =>
        {
            var text = Encoding.UTF8.GetBytes(asArray ? $"[{string.Join(",", requests)}]" : string.Join("\n", requests));
            var options = new BatchSimulationOptions { BlockBytes = 4096 };
            var whole = BatchRun.Lines(text, options);
            return whole.Length == requests.Length && whole.SequenceEqual(BatchRun.Lines(new PiecemealStream(text, pieces), options));
        }, iter: 200);

    [Test]
    public void Find_AnyPieces_EndsWhereTheReaderDoes() =>
        Gen.Select(Gen.Int[0, s_pieces.Length - 1].Select(index => s_pieces[index]).Array[0, 40], Gen.Int[1, 90].Array[1, 5]).Sample((texts, pieces) =>
        {
            var value = $"{{\"x\":[{string.Join(",", texts.Select(text => $"{{\"{text}\":\"{text}\"}}"))}]}}";
            var json = Encoding.UTF8.GetBytes(value + ",{\"\\\"");
            return Find(json, pieces) == Encoding.UTF8.GetByteCount(value) - 1 && Find(json, [json.Length]) == Encoding.UTF8.GetByteCount(value) - 1;
        }, iter: 2000);

    private static int Find(byte[] json, int[] pieces)
    {
        var scanner = default(JsonScanner);
        var from = 1;
        for (var i = 0; from < json.Length; i++)
        {
            var end = Math.Min(json.Length, from + pieces[i % pieces.Length]);
            var found = scanner.Find(json.AsSpan(0, end), from, stopAtComma: false);
            if (found >= 0)
            {
                return found;
            }

            from = end;
        }

        return -1;
    }
}
