using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AccessUndenied.Text;

namespace AccessUndenied.Json;

/// <summary>Holds JSON until it is passed on with whatever would act on a screen unseen turned into escapes.</summary>
/// <remarks>
/// The relaxed encoder, which keeps quotes and angle brackets readable, lets marks through that turn the direction of writing. Beyond
/// ASCII, JSON has characters in its strings alone, so that an escape can take the place of any of them.
/// </remarks>
internal sealed class JsonBuffer
{
    private const byte FirstBeyondAscii = 0x80;

    private readonly ArrayBufferWriter<byte> _json = new();

    public IBufferWriter<byte> Writer => _json;

    /// <summary>What <paramref name="write"/> writes, ready to be passed on.</summary>
    public static ReadOnlyMemory<byte> Written(bool indented, Action<Utf8JsonWriter> write)
    {
        var buffer = new JsonBuffer();
        using (var writer = new Utf8JsonWriter(buffer.Writer, JsonForm.Of(indented)))
        {
            write(writer);
        }

        var output = new ArrayBufferWriter<byte>(Math.Max(buffer._json.WrittenCount, 1));
        buffer.PassTo(output);
        return output.WrittenMemory;
    }

    /// <summary>Passes on what was written since the last time.</summary>
    public void PassTo(IBufferWriter<byte> output)
    {
        var rest = _json.WrittenSpan;
        while (!rest.IsEmpty)
        {
            var plain = rest.IndexOfAnyInRange(FirstBeyondAscii, byte.MaxValue);
            output.Write(plain < 0 ? rest : rest[..plain]);
            if (plain < 0)
            {
                break;
            }

            rest = rest[plain..];
            _ = Rune.DecodeFromUtf8(rest, out var rune, out var length);
            if (rune == Rune.ReplacementChar || VisibleText.IsHidden(rune))
            {
                Escape(output, rune);
            }
            else
            {
                output.Write(rest[..length]);
            }

            rest = rest[length..];
        }

        _json.ResetWrittenCount();
    }

    private static void Escape(IBufferWriter<byte> output, Rune rune)
    {
        Span<char> units = stackalloc char[2];
        foreach (var unit in units[..rune.EncodeToUtf16(units)])
        {
            Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}"), output);
        }
    }
}
