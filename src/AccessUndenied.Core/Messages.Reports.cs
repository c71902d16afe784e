using System.Globalization;
using System.Text.Json;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied;

/// <summary>The words of reports around what the stages found.</summary>
internal static partial class Messages
{
    public const string RefusedByService = "Refused by the service, not by a policy";
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

    public const string It = "it";
    public const string First = "First, without changing a policy";
    public const string WhatToChange = "What to change";
    public const string LoosensGuardrail = "Loosening a guardrail";
    public const string OrKeep = "Or keep";
    public const string Keep = "Keep";
    public const string Or = "Or";

    public const string NoResults = "There was no denied event to explain.";
    public const string Unknown = "not known";

    public static string AndMore(int count) => $"… {Count(count)} more";

    public static string NotListed(int count) => $"{Count(count)} more are not listed here; the JSON formats have them.";

    public static string Peak(long most, string when) => $"Events over time, {Count(most)} at most, from {when} on";

    public static string EachColumn(long ticks) => $"a column is {Span(ticks)}";

    public static string InSpans(int count, long ticks) => $"Events of this cause over the time of all, in {Count(count)} columns of {Span(ticks)}";

    public static string VerifiedFor(long verified, long all) => verified == 0
        ? "For none of them a remedy could be verified."
        : $"For {(verified == all ? "each" : $"{Count(verified)}")} of them the first remedy below is verified by simulating it.";

    public static string InShort(long count) => $"… {Count(count)} more, in short";

    public static string LeftOutOfComment(long count) =>
        $"… {Count(count)} more, which have no room in one comment (65,536 characters); the JSON and HTML formats have all of them.";

    public const string Printed = "On paper each cause takes a page at most: lists of events, commands and templates are left out, and long policies are cut. The file has all of it.";

    private static string Span(long ticks) => TimeSpan.FromTicks(ticks) switch
    {
        { TotalDays: >= 1 } span => span.Days == 1 ? "1 day" : $"{Count(span.Days)} days",
        { TotalHours: >= 1 } span => span.Hours == 1 ? "1 hour" : $"{span.Hours} hours",
        var span => span.Minutes == 1 ? "1 minute" : $"{span.Minutes} minutes",
    };

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Events(long count) => count == 1 ? "1 denied event" : $"{Count(count)} denied events";

    public static string EventCount(long count) => count == 1 ? "1 event" : $"{Count(count)} events";

    public static string Findings(long count) => count == 1 ? "1 cause" : $"{Count(count)} causes";

    public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string WhoChanged(RecordedChange change, string actor, bool isBefore) =>
        $"{Time(change.Time)}: {actor} changed {(change.PolicyName is { Length: > 0 } name && name != change.Target ? $"{name} of {change.Target}" : change.Target)} ({change.Action}"
        + $"{(change.EventId is { Length: > 0 } id ? $", event {id}" : "")}); " + (change.Effect, isBefore) switch
        {
            (ChangeEffect.MadeDenied, true) => "until then the request was allowed, and is refused since",
            (ChangeEffect.MadeAllowed, false) => "since then the request would be allowed",
            (ChangeEffect.MadeAllowed, true) => "it would have been allowed for a time from then on",
            _ => "since then it would be refused again",
        };

    public static string Between(DateTimeOffset? first, DateTimeOffset? last) => (first, last) switch
    {
        ({ } from, { } to) when from == to => Time(from),
        ({ } from, { } to) => $"{Time(from)} to {Time(to)}",
        _ => Unknown,
    };

    /// <summary>The first few of <paramref name="names"/>, and how many more there are.</summary>
    public static string Few(IReadOnlyCollection<string> names, int most = 3) => names.Count <= most + 1
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(most))} and {Count(names.Count - most)} more";

    public static string MessageAgreement(bool agrees) => agrees
        ? "agrees with this conclusion"
        : "says something else";

    public static string CoversSome(long covered, long all) =>
        $"It covers {Count(covered)} of the {Count(all)} events; for the others no change was found, or one that cannot be joined with this.";

    public static string GroupRemedy(IReadOnlyList<string> parts, long count) =>
        $"For {Events(count)}: {string.Join("; ", parts)}.";

    public static string GroupAllows(string actions, string resources, string policy, string? target) =>
        $"allow {actions} on {resources} in the {policy}{(target is null ? "" : $" of {target}")}";

    public static string GroupExempts(string policy, string? name) =>
        $"exempt these requests from the deny in the {policy}{(name is null ? "" : $" '{name}'")}, if the guardrail was not meant for them";

    public static string GroupWidens(string policy, string? name, int index) =>
        $"change statement {index} of the {policy}{(name is null ? "" : $" '{name}'")} so that it allows them";

    public static string GroupCaller(string example) => $"Make each call as the result of its event says. {example}";

    public static string PatternFor(string pattern, int count) => $"{pattern} in place of {Count(count)} names";

    public static string PatternRemedy(IReadOnlyList<string> patterns) => $"Instead of a list, allow {string.Join(" and ", patterns)}, if what else begins so may be allowed too.";

    public static string OpensPattern(IReadOnlyList<string> patterns) =>
        $"Lets through all that the list names and everything else that matches, now or later: {string.Join(" and ", patterns)}.";

    /// <summary>How many things that a joined change opens are told before the rest is only counted.</summary>
    public const int MostOpens = 4;

    public static string GroupOpens(PolicyChange change, IReadOnlyCollection<string> callers, IReadOnlyCollection<string> actions, IReadOnlyCollection<string> resources)
    {
        var what = $"{string.Join(", ", actions)} on {(resources.Count == 0 ? change.AttachmentTarget : Few(resources, MostOpens))}";
        return change.Layer switch
        {
            PolicyLayer.Identity when change.Policy is { Origin: PolicyOrigin.Managed } policy => $"Lets everybody to whom the policy '{policy.Name}' is attached do {what}.",
            PolicyLayer.Identity => $"Lets {change.AttachmentTarget} do {what}.",
            PolicyLayer.PermissionsBoundary => $"Lets everybody whom this boundary bounds do {what}, as far as their own policies allow it.",
            PolicyLayer.Session => $"Lets sessions made with this policy do {what}, as far as the role allows it.",
            PolicyLayer.ServiceControl => $"Lets everybody in the accounts below {change.AttachmentTarget} do {what}, as far as the levels beside it and their own policies allow it.",
            PolicyLayer.VpcEndpoint => $"Lets {Few(callers, MostOpens)} do {what} through this endpoint, as far as other policies allow it.",
            _ when callers.Count == 0 => $"Lets EVERYBODY, signed in or not, do {what}. Make sure that it is meant to be public.",
            _ => $"Lets {Few(callers, MostOpens)} do {what}.",
        };
    }

    public static string GroupLifts(IReadOnlyList<string> opens, int count) =>
        string.Join(' ', opens) + (count > opens.Count ? $" {AndMore(count - opens.Count)} like these." : "");

    public static string Resources(int count) => count == 1 ? "1 resource" : $"{Count(count)} resources";

    public static string Summary(long count, IEnumerable<KeyValuePair<Assessment, long>> counts) =>
        $"{Events(count)}: {string.Join("; ", counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => $"{Count(pair.Value)} × {pair.Key.ToText()}"))}.";

    public static string FindingsAhead(long events, int findings) => $"{Events(events)}, {Findings(findings)}, those of most events first.";

    public static string BriefStanding(Remediation remediation) =>
        remediation.Changes.Count == 0 && remediation.Kind != RemediationKind.CallerChange ? "to be weighed"
            : !remediation.Verified ? "not verified" : remediation.Assumptions.Count > 0 ? "verified, if what is unread allows" : "verified";

    public static string BriefTail(string eventId, DateTimeOffset? time, int ways, int notes)
    {
        var more = new List<string>();
        if (ways > 0)
        {
            more.Add(ways == 1 ? "1 more way" : $"{Count(ways)} more ways");
        }

        if (notes > 0)
        {
            more.Add(notes == 1 ? "1 note" : $"{Count(notes)} notes");
        }

        more.Add("policies, commands: --verbose");
        return $"{string.Join(", ", more)}{(eventId == NoEventId ? "" : $"; event {eventId}")}{(time is { } at ? $", {Time(at)}" : "")}";
    }

    public static string Shortened(int count) =>
        $"{Events(count)} more of this cause are not listed here; the JSON formats have all of them.";

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
        $"The command has {Count(commands.Text.Length)} characters, more than is shown here: analyze --scripts DIR writes it to DIR/{commands.FileName}.";

    public const string ShortenedChange = "lists shortened; the JSON formats have them whole";

    public static string ShortenedFindings(long count) =>
        $"The {Findings(count)} from here on are shortened to keep this page usable; the JSON formats have their policies and changes.";

    public const string StatementNotInReport = "The result was read back from JSON, which holds the index of this statement and not its text.";

    public const string DocumentNotInReport = "The result was read back from JSON, which holds single statements and not the whole document.";

    public static string NotAReport(string path, string expected, JsonValueKind found) =>
        $"{path}: expected {expected}; found {(found == JsonValueKind.Undefined ? "nothing" : found.ToString().ToLowerInvariant())}. Is this a report of analyze, in format json or jsonl?";

    public static string NotJsonReport(int before, string problem) =>
        $"after {Events(before)}: {problem} A report of analyze in format json or jsonl was expected.";
}
