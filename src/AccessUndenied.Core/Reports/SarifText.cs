using System.Text;
using System.Text.Json;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>The messages of a SARIF log, in which nothing is a link or a placeholder.</summary>
/// <remarks>
/// Source: <see href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html">SARIF 2.1.0</see>, sections 3.11.5 (braces are doubled) and
/// 3.11.6 (square brackets have a backslash before them).
/// </remarks>
internal static class SarifText
{
    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text"u8, Escaped(VisibleText.Of(text)));
        writer.WriteEndObject();
    }

    private static string Escaped(string text)
    {
        if (!text.AsSpan().ContainsAny("[]{}"))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        var backslashes = 0;
        foreach (var letter in text)
        {
            if (letter is '[' or ']')
            {
                // Those that stand before it already would else escape the one that is added.
                escaped.Append('\\', backslashes + 1);
            }
            else if (letter is '{' or '}')
            {
                escaped.Append(letter);
            }

            escaped.Append(letter);
            backslashes = letter == '\\' ? backslashes + 1 : 0;
        }

        return escaped.ToString();
    }
}
