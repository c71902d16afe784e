using System.Globalization;
using System.Text.RegularExpressions;

namespace AccessUndenied.RuleIndex;

/// <summary>Finds the ids of rules in a text: alone, in short lists (<c>COND-17, 18 and 20</c>) and in ranges (<c>GK-01 to GK-51</c>).</summary>
internal static partial class CitationReader
{
    // Shaped like an id, and none: UTF-16.
    private static readonly string[] s_others = ["UTF"];

    /// <summary>The ids that <paramref name="text"/> mentions; of a range its ends and those between that are <paramref name="defined"/>.</summary>
    public static IEnumerable<string> In(string text, IReadOnlySet<string> defined)
    {
        foreach (Match match in Mention().Matches(text))
        {
            var prefix = match.Groups["prefix"].Value;
            if (s_others.Contains(prefix))
            {
                continue;
            }
            var last = Number(match.Groups["number"].Value);
            yield return Id(prefix, last);
            for (var i = 0; i < match.Groups["next"].Captures.Count; i++)
            {
                var next = Number(match.Groups["next"].Captures[i].Value);
                if (match.Groups["joint"].Captures[i].Value is " to " or "–")
                {
                    for (var between = last + 1; between < next; between++)
                    {
                        if (defined.Contains(Id(prefix, between)))
                        {
                            yield return Id(prefix, between);
                        }
                    }
                }
                yield return Id(prefix, next);
                last = next;
            }
        }
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static string Id(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number:00}");

    // After the first id the prefix may be left out, but never changes within one match.
    [GeneratedRegex(
        @"(?<![\w-])(?<prefix>[A-Z][A-Z0-9]{1,5})-(?<number>\d\d)" +
        @"(?:(?<joint>, | and | or | to |–|/)(?:\k<prefix>-)?(?<next>\d\d)(?![\w.-]*\w))*(?![\w-])",
        RegexOptions.CultureInvariant)]
    private static partial Regex Mention();
}
