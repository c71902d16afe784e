using AccessUndenied.Remediations.Joining;
using AccessUndenied.Replays;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>The words of reports of replays.</summary>
internal static class ReplayReportMessages
{
    public const string WhatWasReplayed = "What was replayed";

    public const string AgreementByService = "Agreement with what was recorded, by service";

    public const string AgreementCaption = "calls on which the simulator agrees / disagrees / is undecided";

    public const string CalibrationTitle = "Agreement with what was recorded, by service, layer and reason";

    public static string OtherLayers(long count) => $"{CallCount(count)} {(count == 1 ? "is" : "are")} denied as recorded, and by another layer or for another reason";

    /// <summary>How calls of one service were decided, as recorded and here.</summary>
    public static string Calibration(CalibrationGroup group)
    {
        var one = group.Comparison;
        var here = group.Agreement switch
        {
            CallAgreement.Undecided => $"undecided here{(group.Reason is { } why ? $", since {why}" : "")}",
            CallAgreement.Disagrees => $"{Decided(one.Decided, one.DecidedLayer)} here",
            _ when one.IsOtherwiseDenied => $"{Decided(one.Decided, one.DecidedLayer)} here",
            _ when one.Decided != Decision.Allowed && one.RecordedLayer is null && one.DecidedLayer is { } layer => $"decided as recorded, by {LayerNames.An(layer)}",
            _ => "decided as recorded",
        };
        return $"{(group.Service.Length > 0 ? group.Service : "no service")}, {Decided(one.Recorded, one.RecordedLayer)}: {here}";
    }

    private static string Decided(Decision? decision, PolicyLayer? layer)
    {
        var by = layer is { } one ? LayerNames.An(one) : null;
        return decision switch
        {
            Decision.Allowed => "allowed",
            Decision.ExplicitDeny => $"denied explicitly{(by is null ? "" : $" by {by}")}",
            Decision.ImplicitDeny => $"denied for want of an allow{(by is null ? "" : $" in {by}")}",
            _ => $"denied{(by is null ? "" : $" by {by}")}",
        };
    }

    public static string ReplayTitle(ReplayResult result) => result.HasChanges
        ? ChangedCalls(result.ChangedCalls)
        : $"Replay of {CallCount(result.Allowed.Agree + result.Allowed.Disagree + result.Allowed.Undecided + result.Denied.Agree + result.Denied.Disagree + result.Denied.Undecided)}";

    public static string ChangedCalls(long count) => count == 0
        ? "No recorded call would have another outcome"
        : $"{CallCount(count)} would have another outcome";

    public static string UndecidedCalls(long count, bool hasChanges) => hasChanges
        ? $"{CallCount(count)} may have another outcome: {(count == 1 ? "it hangs" : "they hang")} on what is not known"
        : $"{CallCount(count)} cannot be decided from what is known";

    public static string DisagreeingCalls(long count) => $"{CallCount(count)} {(count == 1 ? "is" : "are")} decided otherwise than recorded, whatever is proposed";

    public static string Replayed(long records, long requests) => $"{Counts.Of(records)} {(records == 1 ? "record" : "records")}, {Counts.Of(requests)} {(requests == 1 ? "request" : "requests")}";

    public static string DecidedAtEvent(long calls, bool isAll) => isAll
        ? "each decided under the policies as they were when it was made"
        : $"{CallCount(calls)} decided under the policies as they were when {(calls == 1 ? "it was" : "they were")} made";

    public static string SkippedRecords(long count, string why) => $"{Counts.Of(count)} skipped: {why}";

    public static string AgreementOf(string what, AgreementCounts counts) =>
        $"{what} calls: {Counts.Of(counts.Agree)} decided as recorded, {Counts.Of(counts.Disagree)} otherwise, {Counts.Of(counts.Undecided)} undecided";

    public static string FoldedCalls(long count) => $"{CallCount(count)} {(count == 1 ? "is" : "are")} counted under a wider name, since there are too many single resources";

    public static string NotReplayed(string why) => $"Not replayed: {why}.";

    public static string LetsNothingElseThrough(long calls) => $"Of {Counts.Of(calls)} recorded calls it would let no other denial through.";

    public static string LetsThrough(long denials, long calls, IEnumerable<string> examples) =>
        $"Of {Counts.Of(calls)} recorded calls it would also let {(denials == 1 ? "1 other denial" : $"{Counts.Of(denials)} other denials")} through: {string.Join("; ", examples)}.";

    public static string LetThrough(RecordedCalls calls) => $"{Counts.Times(calls.Count)} {calls.Action} on {calls.Resource} by {calls.Principal}";

    public static string HangOnUnknown(long denials) => denials == 1
        ? "Of 1 recorded denial it is not known, since it hangs on what is not in the record."
        : $"Of {Counts.Of(denials)} recorded denials it is not known, since they hang on what is not in the record.";

    public static string Unread(long records) => records == 1
        ? "1 more record could not be read, and what it holds is not among them."
        : $"{Counts.Of(records)} more records could not be read, and what they hold is not among them.";

    public const string OpensNothingUnneeded = "It opens nothing that no recorded call needed.";

    public static string OpensUnneeded(UnneededAccess part) =>
        $"It opens what no recorded call needed: {string.Join(", ", part.Opened.Actions.Take(JoinedMessages.MostOpens))} on "
        + $"{string.Join(", ", part.Opened.Resources.Take(JoinedMessages.MostOpens))} for {part.Opened.Principal}"
        + (part.Calls == 0 ? "." : $"; {(part.Calls == 1 ? "1 recorded call" : $"{Counts.Of(part.Calls)} recorded calls")} needed a part of it.");

    public static string MoreAnnotations(long count) => $"… {Counts.Of(count)} more, which GitHub would not show; the other formats have all of them.";

    public static string WouldBeDenied(long calls) => calls == 1 ? "1 recorded call would be denied" : $"{Counts.Of(calls)} recorded calls would be denied";

    public static string WouldBeAllowed(long calls) => calls == 1 ? "1 recorded denial would be allowed" : $"{Counts.Of(calls)} recorded denials would be allowed";

    public static string NotDecided(long calls) => calls == 1 ? "1 recorded call is undecided" : $"{Counts.Of(calls)} recorded calls are undecided";

    public static string DocumentTooLongForComment(int length) =>
        $"It has {Counts.Of(length)} characters, more than fit into one comment; the format json has it.";

    public static string MoreGroups(int count) => $"{Counts.Of(count)} more are not listed here; the formats json and csv have all of them";

    public static string ReplaySentence(ReplayGroup group)
    {
        var one = group.Difference;
        var verb = one.After switch
        {
            Decision.Allowed => "would be allowed",
            Decision.Indeterminate => "may be denied",
            _ => "would be denied",
        };
        var by = one.Layer is { } layer ? $" by {LayerNames.An(layer)}{(one.Policy is { } policy ? $" ({policy}{(one.Sid is { } sid ? $", {sid}" : "")})" : "")}" : "";
        return $"{one.Action} on {one.Resource} by {one.Principal} {verb}{(one.After == Decision.Allowed ? "" : by)} ({CallCount(group.Count)})";
    }

    public static string DifferenceSentence(ReplayGroup group) =>
        $"{group.Difference.Action} on {group.Difference.Resource} by {group.Difference.Principal}: {group.Difference.Reason} ({CallCount(group.Count)})";

    public static string ExemptionHeading(SuggestedExemption exemption) =>
        $"{CallCount(exemption.Calls)} would go on to work with {(exemption.Principals.Count == 1 ? "an exemption" : $"exemptions for {exemption.Principals.Count} callers")} in "
            + $"{exemption.Policy}{(exemption.Sid is { } sid ? $", statement {sid}" : "")}; weigh whether they should";

    public static string SuggestionHeading(SuggestedPolicy suggestion) => suggestion.Document is null
        ? suggestion.Unrecorded.Count > 0
            ? $"No successful call of {suggestion.Principal} has in its record what it was for, so that there is no policy to suggest"
            : $"No successful call of {suggestion.Principal} was recorded, so that there is no policy to suggest"
        : $"The narrowest policy by which {CallCount(suggestion.Calls)} of {suggestion.Principal} would be allowed";

    /// <summary>What the policy does not have, and what whoever puts it in place has to know.</summary>
    public static IEnumerable<string> Beside(SuggestedPolicy suggestion) =>
    [
        .. suggestion.Unrecorded.Select(right => $"not in the policy: {right.Action} on one of {right.Resource} ({CallCount(right.Calls)}), since the record does not tell which: add the resource"),
        .. suggestion.Warnings.Select(warning => $"{warning.Id}: {warning.Text}"),
    ];

    public static string UsedRight(UsedRight right) => WithoutConditions(right) + (right.Conditions.Count > 0 ? $", where {string.Join("; ", right.Conditions)}" : "");

    private static string WithoutConditions(UsedRight right) => right.Resources > 1
        ? $"{right.Action} on {right.Resource}, for {Counts.Of(right.Resources)} resources"
        : $"{right.Action} on {right.Resource}{(right.IsPattern ? ", since the record does not name the whole of it" : "")}";

    private static string CallCount(long count) => count == 1 ? "1 recorded call" : $"{Counts.Of(count)} recorded calls";
}
