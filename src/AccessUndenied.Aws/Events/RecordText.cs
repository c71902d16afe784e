using System.Text;

namespace AccessUndenied.Aws.Events;

/// <summary>Makes text of a record whose bytes are not all text, so that one bad byte does not cost the whole record.</summary>
internal static class RecordText
{
    private const int EscapeLength = 6;

    private static ReadOnlySpan<byte> Replacement => "\uFFFD"u8;

    /// <summary>The same record with U+FFFD for each byte that is no UTF-8 and each escaped half of a character; the very same where it has none.</summary>
    internal static ReadOnlyMemory<byte> Repair(ReadOnlyMemory<byte> raw, FieldProblems problems)
    {
        if (!System.Text.Unicode.Utf8.IsValid(raw.Span))
        {
            problems.Note("", EventMessages.InvalidUtf8(FirstInvalid(raw.Span)));
            raw = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(raw.Span));
        }
        else if (raw.Span.IndexOf(Replacement) >= 0)
        {
            problems.Note("", EventMessages.ReplacedText);
        }

        if (raw.Span.IndexOf("\\ud"u8) >= 0 || raw.Span.IndexOf("\\uD"u8) >= 0)
        {
            raw = WithoutHalves(raw, problems);
        }

        return raw;
    }

    private static ReadOnlyMemory<byte> WithoutHalves(ReadOnlyMemory<byte> raw, FieldProblems problems)
    {
        byte[]? repaired = null;
        var text = raw.Span;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != (byte)'\\')
            {
                continue;
            }

            var unit = UnitAt(text, at);
            if (char.IsHighSurrogate((char)unit) && char.IsLowSurrogate((char)UnitAt(text, at + EscapeLength)))
            {
                at += (2 * EscapeLength) - 1;
            }
            else if (char.IsSurrogate((char)unit))
            {
                repaired ??= raw.ToArray();
                "\\ufffd"u8.CopyTo(repaired.AsSpan(at));
                at += EscapeLength - 1;
            }
            else
            {
                // What is escaped is not the beginning of another escape.
                at++;
            }
        }

        if (repaired is null)
        {
            return raw;
        }

        problems.Note("", EventMessages.LoneSurrogate);
        return repaired;
    }

    // The code unit that an escape at this place stands for; 0 where there is none.
    private static int UnitAt(ReadOnlySpan<byte> text, int at) =>
        at + EscapeLength <= text.Length && text[at] == (byte)'\\' && text[at + 1] == (byte)'u'
        && System.Buffers.Text.Utf8Parser.TryParse(text.Slice(at + 2, 4), out int unit, out var read, 'X') && read == 4
            ? unit & 0xFFFF
            : 0;

    private static int FirstInvalid(ReadOnlySpan<byte> raw)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(raw[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }
}
