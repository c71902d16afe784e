using System.Globalization;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>The words of reports around what the stages found.</summary>
internal static class ReportMessages
{
    public const string RefusedByService = "Refused by the service, not by a policy";
    private const int MostAhead = 3;

    public const string NoEventId = "no event id";
    public const string Verified = "verified by simulating it";
    public const string VerifiedAsAssumed = "verified by simulating it, if what is assumed holds";
    public const string NotVerified = "not verified";

    /// <summary>Whether a remedy was tried; advice to change nothing has nothing to try.</summary>
    public static string Standing(Remediation remediation) =>
        remediation.Changes.Count == 0 && remediation.Kind != RemediationKind.CallerChange ? "to be weighed"
            : !remediation.Verified ? NotVerified : remediation.Assumptions.Count > 0 ? VerifiedAsAssumed : Verified;

    public static string Recorded(RecordedEvaluation evaluation)
    {
        var by = evaluation.Matched.FirstOrDefault(statement => statement.Denies == true);
        var what = evaluation.Outcome switch
        {
            RecordedEffect.Allowed => "was allowed",
            RecordedEffect.ExplicitDeny => by is null ? "was denied by a statement" : $"was denied by statement {by.Sid ?? "without a name"} of {by.Policy}",
            RecordedEffect.ImplicitDeny => "was allowed by no statement",
            _ => "was decided in words that are not known here",
        };
        var here = evaluation.Agrees switch
        {
            true => "the policies say so too",
            false => "the policies at hand say otherwise",
            _ => "the policies at hand do not tell",
        };
        return $"{evaluation.Action} on {evaluation.Resource} {what}; {here}";
    }

    public static string NotRecorded(string? id, string why) => id is null ? $"no authorization id that can be used: {why}" : $"authorization id {id}: {why}";

    public static string RecordedInPart(string why) => $"not whole: {why}";

    public const string First = "First, without changing a policy";
    public const string WhatToChange = "What to change";
    public const string LoosensGuardrail = "Loosening a guardrail";
    public const string OrKeep = "Or keep";
    public const string Keep = "Keep";
    public const string Or = "Or";

    public const string NoResults = "There was no denied event to explain.";
    public const string Unknown = "not known";

    public static string NotListed(int count) => $"{Counts.Of(count)} more are not listed here; the JSON formats have them.";

    public static string Peak(long most, string when) => $"Events over time, {Counts.Of(most)} at most, from {when} on";

    public static string EachColumn(long ticks) => $"a column is {Span(ticks)}";

    public static string InSpans(int count, long ticks) => $"Events of this cause over the time of all, in {Counts.Of(count)} columns of {Span(ticks)}";

    public static string VerifiedFor(long verified, long all) => verified == 0
        ? "For none of them a remedy could be verified."
        : $"For {(verified == all ? "each" : $"{Counts.Of(verified)}")} of them the first remedy below is verified by simulating it.";

    public static string InShort(long count) => $"… {Counts.Of(count)} more, in short";

    public static string LeftOutOfComment(long count) =>
        $"… {Counts.Of(count)} more, which have no room in one comment (65,536 characters); the JSON and HTML formats have all of them.";

    public const string Printed = "On paper each cause takes a page at most: lists of events, commands and templates are left out, and long policies are cut. The file has all of it.";

    private static string Span(long ticks) => TimeSpan.FromTicks(ticks) switch
    {
        { TotalDays: >= 1 } span => span.Days == 1 ? "1 day" : $"{Counts.Of(span.Days)} days",
        { TotalHours: >= 1 } span => span.Hours == 1 ? "1 hour" : $"{span.Hours} hours",
        var span => span.Minutes == 1 ? "1 minute" : $"{span.Minutes} minutes",
    };

    public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>At which call of the session's chain a remedy is to be done.</summary>
    public static string AtLink(SessionLink link) =>
        $"What the session was made with is as it is: it is to be made anew, by {link.Action} as {link.Principal} called it{(link.Time is { } time ? $" at {Time(time)}" : "")}"
        + $"{(link.EventId is { Length: > 0 } id ? $" (event {id})" : "")}{(link.ExternalId is { } external ? $" with the external ID {external}" : "")}, with this.";

    public static string WhoChanged(RecordedChange change, string actor, bool isBefore) =>
        $"{Time(change.Time)}: {actor} changed {(change.PolicyName is { Length: > 0 } name && name != change.Target ? $"{name} of {change.Target}" : change.Target)} ({change.Action}"
        + $"{(change.EventId is { Length: > 0 } id ? $", event {id}" : "")}); " + (change.Effect, isBefore) switch
        {
            (ChangeEffect.MadeDenied, true) => "until then the request was allowed, and is refused since",
            (ChangeEffect.MadeAllowed, false) => "since then the request would be allowed",
            (ChangeEffect.MadeAllowed, true) => "with it the request would be allowed, so that it was not in effect everywhere yet, if nothing else refused",
            _ => "since then it would be refused again",
        };

    public static string Between(DateTimeOffset? first, DateTimeOffset? last) => (first, last) switch
    {
        ({ } from, { } to) when from == to => Time(from),
        ({ } from, { } to) => $"{Time(from)} to {Time(to)}",
        _ => Unknown,
    };

    public static string MessageAgreement(bool agrees) => agrees
        ? "agrees with this conclusion"
        : "says something else";

    public static string CoversSome(long covered, long all) =>
        $"It covers {Counts.Of(covered)} of the {Counts.Of(all)} events; for the others no change was found, or one that cannot be joined with this.";

    public static string Summary(long count, IEnumerable<KeyValuePair<Assessment, long>> counts) =>
        $"{Counts.Events(count)}: {string.Join("; ", counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => $"{Counts.Of(pair.Value)} × {pair.Key.ToText()}"))}.";

    /// <summary>The same, of the most frequent alone.</summary>
    public static string BriefSummary(long count, IReadOnlyCollection<KeyValuePair<Assessment, long>> counts) => counts.Count <= MostAhead + 1
        ? Summary(count, counts)
        : $"{Summary(count, counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(MostAhead))[..^1]}; {Counts.AndMore(counts.Count - MostAhead)}.";

    public static string FindingsAhead(long events, int findings) => $"{Counts.Events(events)}, {Counts.Findings(findings)}, those of most events first.";

    public static string BriefStanding(Remediation remediation) =>
        remediation.Changes.Count == 0 && remediation.Kind != RemediationKind.CallerChange ? "to be weighed"
            : !remediation.Verified ? "not verified" : remediation.Assumptions.Count > 0 ? "verified, if what is unread allows" : "verified";

    /// <summary>What else there is to say of a result, from long to short.</summary>
    public static IReadOnlyList<string> BriefTails(AnalysisResult result, DateTimeOffset? time, IReadOnlyList<Remediation> remediations)
    {
        var more = new List<string>();
        if (remediations.Count > 1)
        {
            more.Add(remediations.Count == 2 ? "1 more way" : $"{Counts.Of(remediations.Count - 1)} more ways");
        }

        var notes = result.Evidence.Notes.Select(note => note.Text).Distinct(StringComparer.Ordinal).Count();
        if (notes > 0)
        {
            more.Add(notes == 1 ? "1 note" : $"{Counts.Of(notes)} notes");
        }

        more.Add(remediations.Any(remediation => remediation.Changes.Count > 0) ? "commands" : "all that is known");
        var tail = $"--verbose: {string.Join(", ", more)}";
        return result.EventId.Length == 0
            ? [tail]
            :
            [
                $"{tail}; event {result.EventId}{(time is { } at ? $", {Time(at)}" : "")}", $"{tail}; event {result.EventId}", $"--verbose: {more[^1]}; event {result.EventId}",
                $"event {result.EventId}",
            ];
    }

    /// <summary>What to do where no change is offered; null where the error says it.</summary>
    public static string? WithoutRemedy(AnalysisResult result) => result switch
    {
        { Assessment: Assessment.Allowed, Refusal: null, Evidence.Unavailable.Count: > 0 } => "Have that read which could not be read, and explain this again: what refuses may stand there.",
        { Assessment: Assessment.Allowed, Refusal: null } => "Make the call again: the policies at hand allow it. Where it is refused again, read the policies anew.",
        { Causes: [{ IsFromMessage: true }, ..] } => "Find the policy that refuses, which was not at hand, and explain this again with it; no change can be offered without it.",
        { Causes.Count: > 0 } => "No change of a policy that is known would let it through.",
        _ => null,
    };

    /// <summary>A sentence without the page that stands at its end.</summary>
    public static string WithoutPage(string sentence) =>
        sentence.LastIndexOf(" See https://", StringComparison.Ordinal) is > 0 and var at && sentence.IndexOf(' ', at + 5) < 0 ? sentence[..at] : sentence;

    public static string Shortened(int count) =>
        $"{Counts.Events(count)} more of this cause are not listed here; the JSON formats have all of them.";

    public const string WholePolicy = "The whole policy after the change";

    public const string NoRoomForScripts =
        "The whole policy, commands and templates are left out here to keep this page usable; the JSON formats have the policy, and a report of fewer events has all of it.";

    public const string TooLongForScripts = "The policy would be longer than any that is accepted, so that no commands and templates are written for it.";

    public const string PosixShell = "AWS CLI for a POSIX shell (sh, bash, zsh)";
    public const string PowerShell = "AWS CLI for PowerShell";
    public const string ByHand = "by hand";

    /// <summary>Where a command is run, behind the words "run in".</summary>
    public static string RunIn(string heading, string shell) =>
        (heading.StartsWith("In ", StringComparison.Ordinal) ? heading[3..] : heading) + (heading.Length > 0 ? " " : "") + $"With the {shell}:";

    public static string LongCommands(ChangeScript commands) =>
        $"The command has {Counts.Of(commands.Text.Length)} characters, more than is shown here: 'access-undenied analyze --scripts DIR' writes it to DIR/{commands.FileName}.";

    public const string ShortenedChange = "lists shortened; the JSON formats have them whole";

    public static string ShortenedFindings(long count) =>
        $"The {Counts.Findings(count)} from here on are shortened to keep this page usable; the JSON formats have their policies and changes.";

    public static string FindingsLeftOut(long count) =>
        $"{Counts.Findings(count)} more are counted above and not listed, to keep this page usable; the other formats have them.";

    public static string NotJsonReport(int before, string problem) =>
        $"after {Counts.Events(before)}: {problem} A report of analyze in format json or jsonl was expected.";

    public static string AlsoRefused(RefusedRequest refused) => $"{refused.Request.Action} on {refused.Request.Resource}: {refused.Assessment.ToText()}";
}
