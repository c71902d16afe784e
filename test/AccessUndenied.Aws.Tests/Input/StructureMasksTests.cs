using System.Text;
using AccessUndenied.Aws.Input;
using CsCheck;

namespace AccessUndenied.Aws.Tests.Input;

/// <summary>The masks of 64 bytes against a walk byte by byte.</summary>
public sealed class StructureMasksTests
{
    [Test]
    public void Of_AnyText_AgreesWithAPlainWalk() =>
        Gen.Select(Gen.String[Gen.Char["\"\\{}[]a\n"], 1, 64], Gen.Bool, Gen.Bool).Sample((text, inString, escaped) =>
        {
            escaped &= inString;
            var state = new StringState(inString, escaped);
            var masks = StructureMasks.Of(Encoding.ASCII.GetBytes(text), stackalloc byte[64], out var count);
            var inside = masks.InStrings(ref state, count);
            count.Should().Be(text.Length);

            for (var i = 0; i < text.Length; i++)
            {
                var quote = text[i] == '"' && !escaped;
                inString ^= quote;
                escaped = text[i] == '\\' && !escaped;
                Bit(inside, i).Should().Be(inString);
                Bit(masks.Opens, i).Should().Be("{[".Contains(text[i], StringComparison.Ordinal));
                Bit(masks.Closes, i).Should().Be("}]".Contains(text[i], StringComparison.Ordinal));
                Bit(masks.LineEnds, i).Should().Be(text[i] == '\n');
            }

            state.Should().Be(new StringState(inString, escaped));
        }, iter: 5000);

    private static bool Bit(ulong mask, int at) => ((mask >> at) & 1) != 0;
}
