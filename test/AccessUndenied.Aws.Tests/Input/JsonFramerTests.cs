using System.Text;
using AccessUndenied.Aws.Input;
using CsCheck;

namespace AccessUndenied.Aws.Tests.Input;

/// <summary>Where values end, whatever stands in them and however they arrive.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class JsonFramerTests
{
    private static readonly string[] s_pieces = ["a", "\\\\", "\\\"", "{", "]", ",", "é", new(' ', 70)];

    private static readonly Gen<string> s_value = Gen.Int[0, s_pieces.Length - 1].Select(index => s_pieces[index]).Array[0, 40]
        .Select(texts => $"{{\"x\":[{string.Join(",", texts.Select(text => $"{{\"{text}\":\"{text}\"}}"))}]}}");

    [Test]
    public void Find_AnyValue_EndsWhereItDoes() => s_value.Sample(
        value => ValueEnd.Find(Encoding.UTF8.GetBytes(value + ",{\"\\\""), 1) == Encoding.UTF8.GetByteCount(value) - 1, iter: 2000);

    [Test]
    public void TryRead_AnyPieces_GivesEachValueAndItsPlace() =>
        Gen.Select(s_value.Array[1, 5], Gen.Int[1, 90].Array[1, 5], Gen.Bool).Sample((values, pieces, asArray) =>
        {
            var text = asArray ? $"[{string.Join(" ,\n", values)}]" : string.Join('\n', values);
            var frames = Frames(Encoding.UTF8.GetBytes(text), pieces, new() { Item = "record", Levels = 16 });
            frames.Select(frame => frame.Text).Should().Equal(values);
            frames.Select(frame => frame.Frame.Line).Should().Equal(Enumerable.Range(1, values.Length).Select(line => (long)line));
        }, iter: 1000);

    [TestCase("""[{"a":1},,{"b":2},]""", """{"a":1}""", null, """{"b":2}""", null)]
    [TestCase("""[{"a":1}; "x",{"b":2}]""", """{"a":1}""", null, """{"b":2}""")]
    [TestCase("""[{"a":",",]},{"b":2}]""", null, """{"b":2}""")]
    [TestCase("""[(nonsense) {"x":[1,2]},{"b":2}]""", null, """{"b":2}""")]
    public void TryRead_DamagedElement_CostsNoMoreThanItself(string text, params string?[] values) =>
        Frames(Encoding.UTF8.GetBytes(text), [3], new() { Item = "record", Levels = 16 })
            .Select(frame => frame.Frame.Kind == FrameKind.Value ? frame.Text : null).Should().Equal(values);

    private static List<(Frame Frame, string Text)> Frames(byte[] text, int[] pieces, FramingRules rules)
    {
        using var framer = new JsonFramer(rules, 256, 1 << 20);
        List<(Frame, string)> frames = [];
        var at = 0;
        for (var i = 0; !framer.Ended; i++)
        {
            var space = framer.Space();
            var piece = text.AsMemory(at, Math.Min(space.Length, Math.Min(pieces[i % pieces.Length], text.Length - at)));
            piece.CopyTo(space);
            framer.Fill(piece.Length);
            at += piece.Length;
            while (framer.TryRead(out var frame))
            {
                frames.Add((frame, Encoding.UTF8.GetString(framer.Bytes(frame))));
            }
        }

        return frames;
    }
}
