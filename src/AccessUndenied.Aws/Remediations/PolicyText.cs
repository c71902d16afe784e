using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AccessUndenied.Text;

namespace AccessUndenied.Aws.Remediations;

/// <summary>The texts of policies as commands have them.</summary>
internal static class PolicyText
{
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document on one line, with every character that would act on a screen unseen as an escape of JSON; null where it is no JSON.</summary>
    public static string? Compact(string json) => Write(Encoding.UTF8.GetBytes(json)) is { } text ? Visible(text) : null;

    /// <summary>JSON with every character of its strings that would act on a screen unseen as an escape of JSON.</summary>
    public static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n' || !VisibleText.IsHidden(rune))
            {
                visible.Append(rune.ToString());
                continue;
            }

            foreach (var unit in rune.ToString())
            {
                visible.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
            }
        }

        return visible.ToString();
    }

    /// <summary>The document as a command prints it, white space aside; null where it can be printed in several ways.</summary>
    /// <param name="json">The document as it was read before.</param>
    /// <param name="isReserialized">Whether the AWS CLI writes the JSON anew, rather than print the text that the service keeps.</param>
    /// <remarks>
    /// Services keep the text that they were given: the same letter may stand there as itself or as an escape, so that a document with any
    /// letter that is commonly escaped cannot be compared. What is compared and differs only by such an escape counts as changed.
    /// </remarks>
    public static string? Expected(ReadOnlyMemory<byte> json, bool isReserialized)
    {
        if (Write(json) is not { } text || !Ascii.IsValid(text) || (text.Contains('\\', StringComparison.Ordinal) && !(isReserialized && HasPlainEscapesAlone(text))))
        {
            return null;
        }

        return string.Concat(text.Where(c => c is not (' ' or '\t' or '\r' or '\n' or '\v' or '\f')));
    }

    /// <summary><paramref name="text"/> as a string of JSON.</summary>
    public static string Quoted(string text) => "\"" + JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text) + "\"";

    // Those that every writer of JSON has to write, and the one way to write them.
    private static bool HasPlainEscapesAlone(string text)
    {
        for (var i = text.IndexOf('\\', StringComparison.Ordinal); i >= 0; i = text.IndexOf('\\', i + 2))
        {
            if (text[i + 1] is not ('"' or '\\'))
            {
                return false;
            }
        }

        return true;
    }

    private static string? Write(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream, s_plain))
            {
                document.RootElement.WriteTo(writer);
            }

            return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // No JSON, or a text with half of a pair of surrogates.
            return null;
        }
    }
}
