using System.Globalization;
using System.Text;

namespace AccessUndenied.Text;

/// <summary>Makes visible what would act on a reader's screen unseen.</summary>
/// <remarks>
/// Control characters drive terminals; format characters (marks that turn the direction of writing, joiners, tags) make one name
/// look like another, and so do blanks other than the space; separators break lines; halves of a pair are no text at all. All of
/// them are written as escapes.
/// </remarks>
public static class VisibleText
{
    /// <summary><paramref name="text"/> with every such character as an escape; line feeds too, so that the text stays on its line.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!NeedsEscapes(text))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length + 16);
        Append(safe, text);
        return safe.ToString();
    }

    /// <summary>The same, but that line feeds stay.</summary>
    internal static string OfLines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return NeedsEscapes(text) ? string.Join('\n', text.Split('\n').Select(Of)) : text;
    }

    /// <summary>Appends <paramref name="text"/> as <see cref="Of"/> gives it.</summary>
    internal static void Append(StringBuilder safe, string text)
    {
        ArgumentNullException.ThrowIfNull(safe);
        ArgumentNullException.ThrowIfNull(text);
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
            {
                Escape(safe, text[i]);
            }
            else if (IsHidden(rune))
            {
                Escape(safe, rune.Value);
                i += rune.Utf16SequenceLength - 1;
            }
            else
            {
                safe.Append(text, i, rune.Utf16SequenceLength);
                i += rune.Utf16SequenceLength - 1;
            }
        }
    }

    private static bool NeedsEscapes(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or > '~')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether <paramref name="rune"/> would act on a screen unseen, or is a blank that looks like a space or like nothing.</summary>
    public static bool IsHidden(Rune rune) => rune.Value > '~' && (IsIgnorable(rune.Value) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
            or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
        || rune.Value is < ' ' or 0x7F;

    // What fonts draw as nothing though its category is that of a letter or a mark: Default_Ignorable_Code_Point of the Unicode
    // Character Database, the blank of Braille, the blanks of Egyptian hieroglyphs, the filler of the Khitan script and music's head without a note.
    private static bool IsIgnorable(int value) => value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800
        or 0x3164 or 0x13441 or 0x13442 or 0x16FE4 or 0x1D159 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xE0100 and <= 0xE01EF);

    private static void Escape(StringBuilder safe, int value) => _ = value > 0xFFFF
        ? safe.Append(CultureInfo.InvariantCulture, $"\\U{value:x8}")
        : safe.Append(CultureInfo.InvariantCulture, $"\\u{value:x4}");
}
