using System.Globalization;
using System.Text;
using System.Text.Json;
using AccessUndenied.Reports;
using AccessUndenied.Text;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Writes values as expressions of Terraform's language.</summary>
/// <remarks>
/// JSON is not one: its strings know escapes that the language does not (<c>\b</c>, <c>\f</c>, <c>\/</c>, pairs of surrogates), and
/// <c>${</c> and <c>%{</c> start templates. Source: Terraform documentation, "Strings and Templates":
/// https://developer.hashicorp.com/terraform/language/expressions/strings.
/// </remarks>
internal static class HclText
{
    private const string Step = "  ";

    /// <summary>Whether the language keeps <paramref name="text"/> as it is: it brings all text into normal form C.</summary>
    /// <remarks>Only letters that have no other form are taken for safe, since this program carries no tables of Unicode with it.</remarks>
    public static bool Keeps(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            // Latin, Cyrillic, Hiragana, Katakana, Han, Hangul syllables, pictures.
            if (rune.Value is not (< 0x0180 or (>= 0x0400 and <= 0x045F) or (>= 0x2010 and <= 0x2027) or (>= 0x3041 and <= 0x3096) or (>= 0x30A1 and <= 0x30FA)
                or (>= 0x4E00 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0x1F300 and <= 0x1FAFF)))
            {
                return false;
            }
        }

        return true;
    }

    public static string Text(string value)
    {
        var text = new StringBuilder("\"");
        AppendEscaped(text, value);
        return text.Append('"').ToString();
    }

    /// <summary>JSON as an expression, behind <paramref name="indent"/>.</summary>
    public static void Append(StringBuilder text, JsonElement json, string indent)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append("{\n");
                foreach (var member in json.EnumerateObject())
                {
                    text.Append(indent).Append(Step).Append(Text(member.Name)).Append(" = ");
                    Append(text, member.Value, indent + Step);
                    text.Append('\n');
                }

                text.Append(indent).Append('}');
                break;
            case JsonValueKind.Array:
                text.Append("[\n");
                foreach (var item in json.EnumerateArray())
                {
                    text.Append(indent).Append(Step);
                    Append(text, item, indent + Step);
                    text.Append(",\n");
                }

                text.Append(indent).Append(']');
                break;
            case JsonValueKind.String:
                text.Append(Text(json.GetString()!));
                break;
            default:
                text.Append(json.GetRawText());
                break;
        }
    }

    private static void AppendEscaped(StringBuilder text, string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            var startsTemplate = c is '$' or '%' && i + 1 < value.Length && value[i + 1] == '{';
            if (Rune.TryGetRuneAt(value, i, out var rune) && VisibleText.IsHidden(rune) && c is not ('\n' or '\r' or '\t'))
            {
                _ = rune.IsBmp ? text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}") : text.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
                i += rune.Utf16SequenceLength - 1;
                continue;
            }

            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                _ when startsTemplate => text.Append(c).Append(c),
                _ => text.Append(c),
            };
        }
    }
}
