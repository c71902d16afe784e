using AccessUndenied.Replays;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Reports;

/// <summary>How reports of replays put it into words, before any format's escaping.</summary>
internal static class ReplayWords
{
    /// <summary>The lists that a report has, those with something in them, each with its heading.</summary>
    public static IEnumerable<(string Heading, IReadOnlyList<ReplayGroup> Groups)> Lists(ReplayResult result)
    {
        if (result.HasChanges)
        {
            yield return (ReplayReportMessages.ChangedCalls(result.ChangedCalls), result.Changed);
        }

        if (result.Undecided.Count > 0)
        {
            yield return (ReplayReportMessages.UndecidedCalls(result.UndecidedCalls, result.HasChanges), result.Undecided);
        }

        if (result.Disagreements.Count > 0)
        {
            yield return (ReplayReportMessages.DisagreeingCalls(result.Disagreements.Sum(group => group.Count)), result.Disagreements);
        }

        // Of a proposal, which layer denied what is denied is beside the point.
        if (!result.HasChanges && result.OtherLayers.Count > 0)
        {
            yield return (ReplayReportMessages.OtherLayers(result.OtherLayers.Sum(group => group.Count)), result.OtherLayers);
        }
    }

    /// <summary>How a call was decided, by its record, in one word.</summary>
    public static string Recorded(CallComparison one) => one.Recorded is { } decision ? DecisionConverter.TextOf(decision) : "denied";

    /// <summary>Whether calls are decided here as recorded, in one word.</summary>
    public static string AgreementOf(CalibrationGroup group) => group.Agreement switch
    {
        CallAgreement.Undecided => "undecided",
        CallAgreement.Disagrees => "disagrees",
        _ => group.Comparison.IsSameReason == false ? "otherReason" : group.Comparison.IsSameLayer == false ? "otherLayer" : "agrees",
    };

    /// <summary>What was read, and how far the simulator can be trusted on it; a sentence each.</summary>
    public static IEnumerable<string> Facts(ReplayResult result)
    {
        yield return ReplayReportMessages.Replayed(result.Records, result.Requests);
        foreach (var (why, count) in result.Skipped)
        {
            yield return ReplayReportMessages.SkippedRecords(count, why);
        }

        if (result.CallsAtEvent > 0)
        {
            yield return ReplayReportMessages.DecidedAtEvent(result.CallsAtEvent, result.CallsAtEvent == result.Records - result.Skipped.Values.Sum());
        }

        yield return ReplayReportMessages.AgreementOf("allowed", result.Allowed);
        yield return ReplayReportMessages.AgreementOf("denied", result.Denied);
        if (result.Folded > 0)
        {
            yield return ReplayReportMessages.FoldedCalls(result.Folded);
        }
    }

    public static string Decisions(CallDifference one) => $"{DecisionConverter.TextOf(one.Before)} → {DecisionConverter.TextOf(one.After)}";

    /// <summary>What makes the difference; empty where nothing can be named.</summary>
    public static string By(CallDifference one) => one.Layer is not { } layer ? ""
        : one.Policy is not { } policy ? LayerNames.PolicyOf(layer)
        : $"{LayerNames.PolicyOf(layer)} {policy}{(one.Sid is { } sid ? $", statement {sid}" : "")}";

    public static string When(ReplayGroup group) => group.First is null ? "" : group.Count == 1 ? ReportMessages.Time(group.First.Value) : ReportMessages.Between(group.First, group.Last);
}
