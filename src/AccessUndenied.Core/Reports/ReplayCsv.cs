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
        "Service", "RecordedLayer", "Agreement",
    ];

    public static string Of(ReplayResult result)
    {
        var text = new StringBuilder();
        CsvText.AppendLine(text, s_names);
        foreach (var (list, groups) in (ReadOnlySpan<(string, IReadOnlyList<ReplayGroup>)>)
            [("Changed", result.Changed), ("Undecided", result.Undecided), ("Disagreements", result.Disagreements), ("OtherLayers", result.OtherLayers)])
        {
            foreach (var group in groups)
            {
                var one = group.Difference;
                CsvText.AppendLine(
                    text,
                    [
                        list, one.Principal, one.Action, one.Resource, DecisionConverter.TextOf(one.Before), DecisionConverter.TextOf(one.After),
                        TextOf(one.Layer), one.Policy, one.Sid, group.Count.ToString(CultureInfo.InvariantCulture),
                        CsvText.Time(group.First), CsvText.Time(group.Last), string.Join("; ", group.EventIds), string.Join("; ", one.MissingContextKeys), one.Reason,
                        null, null, null,
                    ]);
            }
        }

        foreach (var group in result.Calibration)
        {
            var one = group.Comparison;
            CsvText.AppendLine(
                text,
                [
                    "Calibration", null, null, null, ReplayWords.Recorded(one), DecisionConverter.TextOf(one.Decided), TextOf(one.DecidedLayer), null, null,
                    group.Count.ToString(CultureInfo.InvariantCulture), CsvText.Time(group.First), CsvText.Time(group.Last), string.Join("; ", group.EventIds), null, group.Reason,
                    group.Service, TextOf(one.RecordedLayer), ReplayWords.AgreementOf(group),
                ]);
        }

        return text.ToString();
    }

    private static string? TextOf(PolicyLayer? layer) => layer is { } one ? PolicyLayerConverter.TextOf(one) : null;
}
