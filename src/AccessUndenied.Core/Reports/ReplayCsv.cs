using System.Globalization;
using System.Text;
using AccessUndenied.Replays;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Reports;

/// <summary>A replay as a table: a line of names, then one line a group of calls, in the form of <see cref="CsvReport"/>.</summary>
internal static class ReplayCsv
{
    private static readonly string[] s_names =
    [
        "List", "Principal", "Action", "Resource", "Before", "After", "Layer", "Policy", "Sid", "Count", "First", "Last", "EventIds", "MissingContextKeys", "Reason",
    ];

    public static string Of(ReplayResult result)
    {
        var text = new StringBuilder();
        CsvText.AppendLine(text, s_names);
        foreach (var (list, groups) in (ReadOnlySpan<(string, IReadOnlyList<ReplayGroup>)>)
            [("Changed", result.Changed), ("Undecided", result.Undecided), ("Disagreements", result.Disagreements)])
        {
            foreach (var group in groups)
            {
                var one = group.Difference;
                CsvText.AppendLine(
                    text,
                    [
                        list, one.Principal, one.Action, one.Resource, DecisionConverter.TextOf(one.Before), DecisionConverter.TextOf(one.After),
                        one.Layer is { } layer ? PolicyLayerConverter.TextOf(layer) : null, one.Policy, one.Sid, group.Count.ToString(CultureInfo.InvariantCulture),
                        CsvText.Time(group.First), CsvText.Time(group.Last), string.Join("; ", group.EventIds), string.Join("; ", one.MissingContextKeys), one.Reason,
                    ]);
            }
        }

        return text.ToString();
    }
}
