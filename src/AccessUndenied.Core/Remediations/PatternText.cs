using System.Text;
using AccessUndenied.Conditions;

namespace AccessUndenied.Remediations;

/// <summary>Writes names out of requests into policies so that they stand for themselves and for nothing else (RES-12, VAR-05).</summary>
/// <remarks>
/// Names are hostile: a file may be called <c>*</c>. Where the policy's language has an escape it is used, and else nothing is written.
/// </remarks>
internal static class PatternText
{
    private const string WithVariables = "2012-10-17";

    /// <summary>Whether <paramref name="text"/> has anything that a policy could read as more than itself.</summary>
    public static bool IsPlain(string text) => text.AsSpan().IndexOfAny('*', '?') < 0 && !text.Contains("${", StringComparison.Ordinal);

    /// <summary>As a value that is compared as a whole, where <c>*</c> is an asterisk; escaped all the same, so that it stays one when somebody turns the test into one of patterns.</summary>
    public static string Exact(string text, string version) => version != WithVariables || IsPlain(text) ? text : Escape(text, 0);

    /// <summary>As a pattern that matches <paramref name="text"/> alone; null where the version of the policy has no way to write it.</summary>
    public static string? Pattern(string text, string version)
    {
        if (version != WithVariables)
        {
            return text.AsSpan().IndexOfAny('*', '?') < 0 ? text : null;
        }

        return IsPlain(text) ? text : Escape(text, 0);
    }

    /// <summary>As an entry of <c>Resource</c>, where escapes count only after the fifth colon; null where it cannot be written.</summary>
    public static string? Resource(string text, string version)
    {
        if (IsPlain(text) || text == "*")
        {
            return text;
        }

        var from = SixFields.LastFrom(text);
        if (version != WithVariables || from < 0 || !IsPlain(text[..from]))
        {
            return version != WithVariables && text.AsSpan().IndexOfAny('*', '?') < 0 ? text : null;
        }

        return Escape(text, from);
    }

    private static string Escape(string text, int from)
    {
        var escaped = new StringBuilder(text.Length + 8).Append(text, 0, from);
        for (var i = from; i < text.Length; i++)
        {
            _ = text[i] switch
            {
                '*' => escaped.Append("${*}"),
                '?' => escaped.Append("${?}"),
                '$' when i + 1 < text.Length && text[i + 1] == '{' => escaped.Append("${$}"),
                var other => escaped.Append(other),
            };
        }

        return escaped.ToString();
    }
}
