using System.Globalization;
using System.Text.Json;
using AccessUndenied.Remediations;
using AccessUndenied.Simulation;

namespace AccessUndenied;

/// <summary>The words of reports around what the stages found.</summary>
internal static partial class Messages
{
    public const string NoEventId = "no event id";
    public const string Verified = "verified by simulating it";
    public const string NotVerified = "not verified";

    /// <summary>Whether a remedy was tried; advice to change nothing has nothing to try.</summary>
    public static string Standing(Remediation remediation) =>
        remediation.Changes.Count == 0 ? "to be weighed" : remediation.Verified ? Verified : NotVerified;
    public const string NoResults = "There was no denied event to explain.";
    public const string Unknown = "not known";

    public static string AndMore(int count) => $"… {Count(count)} more";

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Events(long count) => count == 1 ? "1 denied event" : $"{Count(count)} denied events";

    public static string EventCount(long count) => count == 1 ? "1 event" : $"{Count(count)} events";

    public static string Findings(long count) => count == 1 ? "1 cause" : $"{Count(count)} causes";

    public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

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

    public static string Resources(int count) => count == 1 ? "1 resource" : $"{Count(count)} resources";

    public static string Summary(long count, IEnumerable<KeyValuePair<Assessment, long>> counts) =>
        $"{Events(count)}: {string.Join("; ", counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => $"{Count(pair.Value)} × {pair.Key.ToText()}"))}.";

    public static string Shortened(int count) =>
        $"{Events(count)} more of this cause are not listed here; the JSON formats have all of them.";

    public const string ShortenedChange = "lists shortened; the JSON formats have them whole";

    public static string ShortenedFindings(long count) =>
        $"The {Findings(count)} from here on are shortened to keep this page usable; the JSON formats have their policies and changes.";

    public static string NotAReport(string path, string expected, JsonValueKind found) =>
        $"{path}: expected {expected}; found {(found == JsonValueKind.Undefined ? "nothing" : found.ToString().ToLowerInvariant())}. Is this a report of analyze, in format json or jsonl?";

    public static string NotJsonReport(int before, string problem) =>
        $"after {Events(before)}: {problem} A report of analyze in format json or jsonl was expected.";
}
