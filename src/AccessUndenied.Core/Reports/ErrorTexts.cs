using System.Buffers;
using System.Text;

namespace AccessUndenied.Reports;

/// <summary>Keeps of an error text what a person can read.</summary>
internal static class ErrorTexts
{
    // An encoded message runs to hundreds of characters; no name is one word of these letters this long.
    private const int LongestToken = 160;

    private static readonly SearchValues<char> s_letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=");

    /// <summary>The text without its encoded parts; null where there is none.</summary>
    public static string? Readable(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var readable = new StringBuilder(Math.Min(text.Length, 1_024));
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var length = rest.IndexOfAnyExcept(s_letters) is var end and >= 0 ? end : rest.Length;
            if (length > LongestToken)
            {
                readable.Append('\u2026');
            }
            else
            {
                readable.Append(rest[..length]);
            }

            rest = rest[length..];
            var between = rest.IndexOfAny(s_letters) is var start and >= 0 ? start : rest.Length;
            readable.Append(rest[..between]);
            rest = rest[between..];
        }

        return readable.ToString().Trim();
    }
}
