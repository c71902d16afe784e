using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;
using AccessUndenied.Text;

namespace AccessUndenied.Reports;

/// <summary>What the readable formats say in the same words.</summary>
internal static class ResultWords
{
    public const string AwsCli = "aws-cli";
    public const string ByHand = "by-hand";
    private const int MostKeys = 8;
    private const int MostRecorded = 4;
    private const int LongestDocument = 20_480;
    private const int LongestCommands = 4_000;
    private const int MostDifferences = 40;
    private const int MostReplayed = 4;

    /// <summary>The conclusion in a few words: where the service itself refuses, no verdict of policies is one.</summary>
    public static string Heading(AnalysisResult result) =>
        result is { Refusal.IsCertain: true, Assessment: Assessment.Allowed or Assessment.Error } ? ReportMessages.RefusedByService : result.Assessment.ToText();

    public static string Doubt(Certainty certainty) => certainty switch
    {
        Certainty.Guess => "a guess",
        Certainty.Likely => "derived",
        _ => "",
    };

    /// <summary>Which policy and where, for people who want to find it; empty where nothing is known.</summary>
    public static string PlaceOf(Cause cause)
    {
        var parts = new List<string>();
        if (cause.Policy is { Name.Length: > 0 } policy)
        {
            parts.Add($"policy {policy.Name}");
        }

        if (cause.PolicyId is { } id)
        {
            parts.Add(id);
        }

        if (cause.Policy is not null && cause.AttachedTo is { } target)
        {
            parts.Add(cause.AttachedToName is { } name && name != target ? $"attached to {name} ({target})" : $"attached to {target}");
        }

        return string.Join(", ", parts);
    }

    public static string PlaceOf(NearMiss miss)
    {
        var parts = new[] { miss.Policy.Name.Length > 0 ? $"policy {miss.Policy.Name}" : null, miss.Policy.Id, miss.Policy.AttachedTo is { } target ? $"attached to {target}" : null };
        return string.Join(", ", parts.Where(part => part is not null));
    }

    /// <summary>How sure a cause is; empty where it is certain.</summary>
    public static string Doubt(Cause cause) => (cause.IsInferred, cause.IsFromMessage) switch
    {
        (true, _) => "inferred",
        _ when cause.FoundIn is { } place => $"as it was: {place}",
        (_, true) => "from the error text",
        _ => "",
    };

    /// <summary>What the notes say, each once.</summary>
    public static IEnumerable<string> TextsOf(IReadOnlyList<Note> notes) => notes.Select(note => note.Text).Distinct(StringComparer.Ordinal);

    /// <summary>The error text, without the way to the provider's own record where that is told of in a line of its own; null where there is none.</summary>
    public static string? Said(AnalysisResult result) => result is { Authorization: { Id.Length: > 0 } recorded, ErrorText: { } text }
        && text.IndexOf(recorded.Id, StringComparison.Ordinal) is > 0 and var id && text.LastIndexOf(". Go to https://", id, StringComparison.Ordinal) is > 0 and var from
        ? text[..(from + 1)] : result.ErrorText;

    /// <summary>The way from whoever began to the caller, such as <c>jane → Deploy → AppRole</c>; null where no call of it was found.</summary>
    public static string? Session(AnalysisResult result)
    {
        if (result is not { Session: { Chain.Count: > 0 } session, Request.Principal: { } caller })
        {
            return null;
        }

        string[] names = [NameOf(session.Chain[0].Principal, withSession: false), .. session.Chain.Skip(1).Select(link => ShortName(link.Principal)), caller.Name ?? ShortName(caller.Id)];
        var last = session.Chain[^1];
        var when = last.Time is { } time ? $" at {ReportMessages.Time(time)}" : "";
        return $"{string.Join(" → ", names)} ({last.Action}{when}{(last.EventId is { Length: > 0 } id ? $", event {id}" : "")})" + (session.Why is { } why ? $"; {why}" : "");
    }

    /// <summary>Who changed what and made the difference, a sentence each.</summary>
    public static IEnumerable<string> WhoChanged(AnalysisResult result) => result.History is not { } history ? []
        : history.Changes.Where(change => change.Effect != ChangeEffect.None).Take(MostRecorded)
            .Select(change => ReportMessages.WhoChanged(change, NameOf(change.Actor, withSession: true), change.Time <= result.EventTime));

    // A name alone is a user's: anybody may call a role or a session so.
    private static string NameOf(string principal, bool withSession) => principal[(principal.LastIndexOf(':') + 1)..].Split('/') switch
    {
        ["assumed-role", var role, var session] when withSession => $"role {role} (session {session})",
        ["assumed-role" or "role", .., _] => $"role {ShortName(principal)}",
        ["federated-user", var name] => $"federated user {name}",
        _ => ShortName(principal),
    };

    // arn:aws:sts::111122223333:assumed-role/Deploy/jane is Deploy.
    private static string ShortName(string principal)
    {
        var parts = principal[(principal.LastIndexOf(':') + 1)..].Split('/');
        return parts is ["assumed-role", var role, ..] ? role : parts[^1];
    }

    /// <summary>What the provider recorded of its decision, a sentence each: of what it refused, and why the record is not there.</summary>
    public static IEnumerable<string> Recorded(AnalysisResult result)
    {
        if (result.Authorization is not { } recorded)
        {
            yield break;
        }

        foreach (var evaluation in recorded.Evaluations.Where(evaluation => evaluation.Outcome != RecordedEffect.Allowed || evaluation.Agrees == false).Take(MostRecorded))
        {
            yield return ReportMessages.Recorded(evaluation);
        }

        if (recorded.Why is { } why)
        {
            yield return recorded.Source is null ? ReportMessages.NotRecorded(recorded.Id, why) : ReportMessages.RecordedInPart(why);
        }
    }

    /// <summary>Why the call needs a further request, where that is not said of the whole event already; null where nothing is.</summary>
    public static string? ReasonOf(RefusedRequest refused, AnalysisResult result) =>
        refused.ReasonBeside(result.Evidence.Notes)?.Text;

    public static string What(PolicyChange change)
    {
        var target = change.AttachmentTarget is { } to ? $" {to}" : "";
        if (change.IsAddition)
        {
            return $"add to the {LayerNames.PolicyOf(change.Layer)} of{(target.Length > 0 ? target : " the session")}";
        }

        var policy = change.Policy is { Name.Length: > 0 } named ? $" '{named.Name}'" : target;
        return $"replace statement {change.Replaces?.Index} of the {LayerNames.PolicyOf(change.Layer)}{policy}";
    }

    /// <summary>What else the changes open; advice to change nothing opens nothing, which goes without saying.</summary>
    public static IReadOnlyList<string> Opens(Remediation remediation) => remediation.Changes.Count == 0 ? [] : remediation.Opens;

    /// <summary>What recorded calls made of it, a sentence each; nothing where none were replayed.</summary>
    public static IReadOnlyList<string> Replayed(Remediation remediation)
    {
        if (remediation.Replay is not { } replay)
        {
            return [];
        }

        if (replay.Why is { } why)
        {
            return [ReplayReportMessages.NotReplayed(why)];
        }

        var lines = new List<string>
        {
            replay.LetsThroughCalls == 0
                ? ReplayReportMessages.LetsNothingElseThrough(replay.Calls)
                : ReplayReportMessages.LetsThrough(replay.LetsThroughCalls, replay.Calls, FewOf(replay.LetsThrough)),
        };
        if (replay.UnreadRecords > 0)
        {
            lines.Add(ReplayReportMessages.Unread(replay.UnreadRecords));
        }

        if (replay.UndecidedCalls > 0)
        {
            lines.Add(ReplayReportMessages.HangOnUnknown(replay.UndecidedCalls));
        }

        lines.AddRange(replay.NeverNeeded is { Count: 0 } ? [ReplayReportMessages.OpensNothingUnneeded] : (replay.NeverNeeded ?? []).Take(MostReplayed).Select(ReplayReportMessages.OpensUnneeded));
        return lines;
    }

    private static IEnumerable<string> FewOf(IReadOnlyList<RecordedCalls> groups) =>
        groups.Take(MostReplayed).Select(ReplayReportMessages.LetThrough).Concat(groups.Count > MostReplayed ? [Counts.AndMore(groups.Count - MostReplayed)] : []);

    /// <summary>Whether no remediation of its kind comes before <paramref name="remediation"/>.</summary>
    public static bool IsFirstOfItsKind(Remediation remediation, IReadOnlyList<Remediation> all) =>
        ReferenceEquals(remediation, all.First(other => other.Kind == remediation.Kind));

    /// <summary>What a remediation is headed by: its kind, and whether others of it come before.</summary>
    public static string HeadingOf(Remediation remediation, IReadOnlyList<Remediation> all) => !IsFirstOfItsKind(remediation, all) ? ReportMessages.Or : remediation.Kind switch
    {
        RemediationKind.CallerChange => ReportMessages.First,
        RemediationKind.GuardrailChange => ReportMessages.LoosensGuardrail,
        RemediationKind.Keep => all.Count == 1 ? ReportMessages.Keep : ReportMessages.OrKeep,
        _ => ReportMessages.WhatToChange,
    };

    /// <summary>Whether commands and templates for <paramref name="change"/> can be written: no policy longer than this is accepted anywhere.</summary>
    public static bool CanBeWritten(PolicyChange change) => change.HasScripts && change.Document.Length is > 0 and <= LongestDocument;

    /// <summary>Whether no change before this one makes the same new version of the same policy.</summary>
    public static bool IsFirstOfItsPolicy(PolicyChange change, Remediation remediation) =>
        ReferenceEquals(change, remediation.Changes.First(other => ReferenceEquals(change, other) || PlanSearch.IsOfSamePolicy(change, other)));

    /// <summary>How <paramref name="change"/> is carried out: commands, or the reason to do it by hand; null where the provider writes nothing for it.</summary>
    public static ChangeScript? Commands(PolicyChange change) =>
        CanBeWritten(change) && change.Scripts is [{ Format: AwsCli or ByHand } first, ..] ? first : null;

    /// <summary>Whether <paramref name="commands"/> are more than a reader wants to see at once.</summary>
    public static bool AreLong(ChangeScript commands) => commands.Text.Length > LongestCommands;

    /// <summary>What a format is called before its text.</summary>
    public static string NameOf(string format) => format switch
    {
        AwsCli => ReportMessages.PosixShell,
        "aws-cli-powershell" => ReportMessages.PowerShell,
        ByHand => ReportMessages.ByHand,
        _ => format,
    };

    /// <summary>The first remediation that changes a policy, whose commands are shown; null where none does.</summary>
    public static Remediation? FirstToRun(IReadOnlyList<Remediation> remediations) => remediations.FirstOrDefault(remediation => remediation.Changes.Count > 0);

    /// <summary>What the change takes away and what it brings, the first lines of it.</summary>
    public static IReadOnlyList<string> Difference(PolicyChange change)
    {
        var lines = change.Difference;
        return lines.Count <= MostDifferences + 1 ? lines : [.. lines.Take(MostDifferences), Counts.AndMore(lines.Count - MostDifferences)];
    }

    /// <summary>What else could be done.</summary>
    public static IEnumerable<Remediation> Alternatives(Finding finding) => finding.Alternatives;

    /// <summary>What could not be read, a line a reason; and the keys without value.</summary>
    public static IEnumerable<(string What, string Why)> Unread(Evidence evidence)
    {
        foreach (var reason in evidence.Unavailable.GroupBy(item => item.Why, StringComparer.Ordinal))
        {
            yield return (Counts.Few([.. reason.Select(item => item.What).Distinct(StringComparer.Ordinal)]), reason.Key);
        }
    }

    public static string MissingKeys(Evidence evidence) => Counts.Few(evidence.MissingContextKeys, MostKeys);

    /// <summary>Names with how often each occurs, the first few.</summary>
    public static string Members(IReadOnlyList<FindingMember> members, int most = 5)
    {
        if (members.Count == 0)
        {
            return ReportMessages.Unknown;
        }

        return members.Count == 1
            ? members[0].Name
            : Counts.Few([.. members.Select(member => $"{member.Name} ({Counts.Of(member.Count)}×)")], most);
    }
}
