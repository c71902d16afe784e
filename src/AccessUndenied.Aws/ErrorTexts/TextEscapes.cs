using System.Globalization;
using System.Text;

namespace AccessUndenied.Aws.ErrorTexts;

/// <summary>Takes away what terminals and JSON put into a text.</summary>
internal static class TextEscapes
{
    private const char Escape = '\u001B';
    private const int LongestSequence = 64;

    // What a text has that was taken out of JSON.
    private static readonly string[] s_marksOfJson = ["\\\"", "{\"", "\":\"", "\": \"", "\\n\\t"];

    internal static string Remove(string text)
    {
        var isJson = Array.Exists(s_marksOfJson, mark => text.Contains(mark, StringComparison.Ordinal));
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == Escape)
            {
                i = AfterSequence(text, i) - 1;
            }
            else if (c == '[' && ColorAt(text, i) is > 0 and var color)
            {
                i += color - 1;
            }
            else if (c == '\\' && isJson)
            {
                i = Unescape(text, i, plain) - 1;
            }
            else
            {
                Append(plain, c);
            }
        }

        return plain.ToString();
    }

    private static void Append(StringBuilder plain, char c)
    {
        switch (c)
        {
            case '\n' or '\u2028' or '\u2029' or '↵':
                plain.Append('\n');
                break;
            case '\r' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u00AD':
                break;
            default:
                plain.Append(char.IsControl(c) && c != '\t' || c == '\u00A0' ? ' ' : c);
                break;
        }
    }

    // ECMA 48: CSI … final, OSC … BEL or ST, and the two-character ones.
    private static int AfterSequence(string text, int start)
    {
        if (start + 1 >= text.Length)
        {
            return text.Length;
        }

        var end = Math.Min(text.Length, start + LongestSequence);
        if (text[start + 1] == '[')
        {
            for (var i = start + 2; i < end; i++)
            {
                if (text[i] is >= '@' and <= '~')
                {
                    return i + 1;
                }
            }
        }
        else if (text[start + 1] == ']')
        {
            for (var i = start + 2; i < end; i++)
            {
                if (text[i] is '\u0007' || (text[i] == '\\' && text[i - 1] == Escape))
                {
                    return i + 1;
                }
            }
        }

        return start + 2;
    }

    // What is left of a color when the escape character was lost on the way: [31m, [1;31m, [0m.
    private static int ColorAt(string text, int start)
    {
        var i = start + 1;
        while (i < text.Length && i < start + 12 && (char.IsAsciiDigit(text[i]) || text[i] == ';'))
        {
            i++;
        }

        return i > start + 1 && i < text.Length && text[i] == 'm' ? i + 1 - start : 0;
    }

    // However deep the JSON was nested, a run of backslashes stands for one escape.
    private static int Unescape(string text, int start, StringBuilder plain)
    {
        var i = start;
        while (i < text.Length && text[i] == '\\')
        {
            i++;
        }

        if (i == text.Length)
        {
            return i;
        }

        switch (text[i])
        {
            case '"' or '\'' or '/':
                plain.Append(text[i]);
                return i + 1;
            case 'n' or 'r' when !IsPath(text, start):
                plain.Append('\n');
                return i + 1;
            case 't' when !IsPath(text, start):
                plain.Append(' ');
                return i + 1;
            case 'u' when i + 4 < text.Length && ushort.TryParse(text.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                return code == Escape ? AfterColor(text, i + 5) : AfterLetter(plain, (char)code, i + 5);
            default:
                plain.Append('\\');
                return i;
        }
    }

    private static int AfterLetter(StringBuilder plain, char letter, int next)
    {
        Append(plain, letter);
        return next;
    }

    private static int AfterColor(string text, int start) => start < text.Length && text[start] == '[' ? start + ColorAt(text, start) : start;

    // C:\new\table is no line feed and no tabulator.
    private static bool IsPath(string text, int start) => start > 1 && text[start - 1] == ':' && char.IsAsciiLetter(text[start - 2]);
}
