using System.Globalization;
using AccessUndenied.Conditions;
using AccessUndenied.Replays;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;
using AccessUndenied.Text;

namespace AccessUndenied;

/// <content>What replays and their changes say.</content>
internal static partial class Messages
{
    public const string SkippedUnreadable = "the record cannot be read";
    public const string SkippedUnresolved = "the record names nobody whose policies can be evaluated";

    public const string TooManyGroups = "there were too many different callers and actions to list each";

    public const string HangsOnUnknown = "it hangs on what is not known";

    public const string ChangeWithoutTarget = "the change has neither Target nor PolicyArn; Target names what carries the policy, PolicyArn without it a policy wherever it is attached";
    public const string AttachWithoutTarget = "attach needs a Target, which says what the policy is attached to";
    public const string PutWithoutDocument = "put needs a Document, the policy as it is proposed";

    public static string ChangeWithoutPolicy(PolicyLayer layer) =>
        $"a target can carry several policies of the layer {LayerNames.Of(layer)}; name the one that is meant by PolicyName or PolicyArn";

    public static string DocumentToRemove(ChangeKind kind) =>
        $"{Of(kind)} takes a policy away and has no Document; leave it out, or write \"Change\": \"put\" to replace the policy";

    public static string CarriesItsPolicy(PolicyLayer layer, ChangeKind kind) =>
        $"nothing is attached to or detached from the layer {LayerNames.Of(layer)}, whose targets carry one policy of their own; write \"Change\": "
            + $"\"{(kind == ChangeKind.Attach ? "put" : "delete")}\"";

    public static string PrincipalOfLayer(PolicyLayer layer, bool needs) => needs
        ? $"the statement names no Principal, which {An(layer)} needs; add \"Principal\": \"*\" or whom it is meant for"
        : $"the statement names a Principal, which {An(layer)} cannot; take it out";

    public static string NoDocumentToAttach(string? policy) => $"the document of {policy ?? "the policy"} is not among the policies at hand; give it as Document";

    public static string MaxConcurrency(int most, int found) => string.Create(CultureInfo.InvariantCulture, $"MaxConcurrency must be from 1 to {most}; it is {found}");

    public static string MaxGroups(int most, int found) => string.Create(CultureInfo.InvariantCulture, $"MaxGroups must be from 1 to {most}; it is {found}");

    public static string ImpliedPolicy(PolicyLayer layer) => $"full access, as every node has it once the layer {LayerNames.Of(layer)} is switched on";

    public static string UndecidedByKeys(IReadOnlyList<string> keys) => $"{string.Join(", ", keys)} {(keys.Count == 1 ? "is" : "are")} not in the record";

    public static string UndecidedByLayer(PolicyLayer layer) => $"{An(layer)} that has a say could not be read";

    public static string UndecidedByGrammar(string error) => error;

    public static string OnlyPerhapsNeeded(string action) => $"the record does not show whether the call needed {action}";

    public static string DeniedThoughSucceeded(Decision decision, PolicyLayer? layer) => layer is { } one
        ? $"it succeeded, and the policies at hand {(decision == Decision.ExplicitDeny ? "deny it explicitly" : "lack an allow")} in {An(one)}"
        : "it succeeded, and the policies at hand deny it";

    public static string AllowedThoughDenied(PolicyLayer? layer) => layer is { } one
        ? $"it was denied by {An(one)}, and the policies at hand allow it"
        : "it was denied, and the policies at hand allow it";

    public static string ChangesNotJson(string reason, long line, long column) => string.Create(
        CultureInfo.InvariantCulture, $"line {line + 1}, column {column + 1}: the file is not valid JSON ({reason}); it holds one change, or an array of changes");

    public static string ChangesEmpty => "the file holds no change; write one object with Change, Layer, Target, PolicyName and Document, or an array of such";

    public static string ChangeIsNoObject(string found) => $"a change is an object with Change, Layer, Target, PolicyName and Document; found {found}";

    public static string ChangeWrongType(string expected, string found) => $"expected {expected}; found {found}";

    public static string ChangeUnknownMember(string name, IReadOnlyCollection<string> known) =>
        $"'{name}' is not a member of a change{DidYouMean(Spelling.Nearest(name, known))}; the members are {string.Join(", ", known)}";

    public static string ChangeLacks(string member, IReadOnlyCollection<string> values) => $"the change has no {member}; it is one of {string.Join(", ", values)}";

    public static string ChangeUnknownValue(string text, string member, IReadOnlyCollection<string> values) =>
        $"'{text}' is no {member}{DidYouMean(Spelling.Nearest(text, values))}; it is one of {string.Join(", ", values)}";

    public static string ChangesTooLong(long most) => string.Create(CultureInfo.InvariantCulture, $"the file is longer than {most >> 20} MB, which no change is");

    public const string WhatWasReplayed = "What was replayed";

    public const string AgreementByService = "Agreement with what was recorded, by service";

    public const string AgreementCaption = "calls on which the simulator agrees / disagrees / is undecided";

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

    public static string Replayed(long records, long requests) => $"{Count(records)} {(records == 1 ? "record" : "records")}, {Count(requests)} {(requests == 1 ? "request" : "requests")}";

    public static string SkippedRecords(long count, string why) => $"{Count(count)} skipped: {why}";

    public static string AgreementOf(string what, AgreementCounts counts) =>
        $"{what} calls: {Count(counts.Agree)} decided as recorded, {Count(counts.Disagree)} otherwise, {Count(counts.Undecided)} undecided";

    public static string FoldedCalls(long count) => $"{CallCount(count)} {(count == 1 ? "is" : "are")} counted under a wider name, since there are too many single resources";

    public const string SessionIsOver = "the session is over, and nothing recorded would be made with its policies again";
    public const string PlaceholdersToFill = "its statement has placeholders that are to be filled in first";
    public const string PolicyNotRead = "the policy that it changes was not read";
    public const string NoPlaceForChange = "it is not known where the change is made";

    public static string NotReplayed(string why) => $"Not replayed: {why}.";

    public static string LetsNothingElseThrough(long calls) => $"Of {Count(calls)} recorded calls it would let no other denial through.";

    public static string LetsThrough(long denials, long calls, IEnumerable<string> examples) =>
        $"Of {Count(calls)} recorded calls it would also let {(denials == 1 ? "1 other denial" : $"{Count(denials)} other denials")} through: {string.Join("; ", examples)}.";

    public static string LetThrough(RecordedCalls calls) => $"{Times(calls.Count)} {calls.Action} on {calls.Resource} by {calls.Principal}";

    public static string HangOnUnknown(long denials) => denials == 1
        ? "Of 1 recorded denial it is not known, since it hangs on what is not in the record."
        : $"Of {Count(denials)} recorded denials it is not known, since they hang on what is not in the record.";

    public const string OpensNothingUnneeded = "It opens nothing that no recorded call needed.";

    public static string OpensUnneeded(UnneededAccess part) =>
        $"It opens what no recorded call needed: {string.Join(", ", part.Opened.Actions.Take(MostOpens))} on {string.Join(", ", part.Opened.Resources.Take(MostOpens))} for {part.Opened.Principal}"
        + (part.Calls == 0 ? "." : $"; {(part.Calls == 1 ? "1 recorded call" : $"{Count(part.Calls)} recorded calls")} needed a part of it.");

    public static string MoreAnnotations(long count) => $"… {Count(count)} more, which GitHub would not show; the other formats have all of them.";

    public static string WouldBeDenied(long calls) => calls == 1 ? "1 recorded call would be denied" : $"{Count(calls)} recorded calls would be denied";

    public static string WouldBeAllowed(long calls) => calls == 1 ? "1 recorded denial would be allowed" : $"{Count(calls)} recorded denials would be allowed";

    public static string NotDecided(long calls) => calls == 1 ? "1 recorded call is undecided" : $"{Count(calls)} recorded calls are undecided";

    public static string DocumentTooLongForComment(int length) =>
        $"It has {Count(length)} characters, more than fit into one comment; the format json has it.";

    public static string MoreGroups(int count) => $"{Count(count)} more are not listed here; the formats json and csv have all of them";

    public static string Times(long count) => $"{Count(count)} ×";

    public static string ReplaySentence(ReplayGroup group)
    {
        var one = group.Difference;
        var verb = one.After switch
        {
            Decision.Allowed => "would be allowed",
            Decision.Indeterminate => "may be denied",
            _ => "would be denied",
        };
        var by = one.Layer is { } layer ? $" by {An(layer)}{(one.Policy is { } policy ? $" ({policy}{(one.Sid is { } sid ? $", {sid}" : "")})" : "")}" : "";
        return $"{one.Action} on {one.Resource} by {one.Principal} {verb}{(one.After == Decision.Allowed ? "" : by)} ({CallCount(group.Count)})";
    }

    public const string NoReplayedCall = "this is not what became of a replayed call, or another version wrote it";

    public static string ExemptionHeading(SuggestedExemption exemption) =>
        $"{CallCount(exemption.Calls)} would go on to work with {(exemption.Principals.Count == 1 ? "an exemption" : $"exemptions for {exemption.Principals.Count} callers")} in "
            + $"{exemption.Policy}{(exemption.Sid is { } sid ? $", statement {sid}" : "")}; weigh whether they should";

    public static string SuggestionHeading(SuggestedPolicy suggestion) => suggestion.Document is null
        ? $"No successful call of {suggestion.Principal} was recorded, so that there is no policy to suggest"
        : $"The narrowest policy by which {CallCount(suggestion.Calls)} of {suggestion.Principal} would be allowed";

    public static string UsedRight(UsedRight right) => right.Resources > 1
        ? $"{right.Action} on {right.Resource}, for {Count(right.Resources)} resources"
        : $"{right.Action} on {right.Resource}{(right.IsPattern ? ", since the record does not name the whole of it" : "")}";

    private static string CallCount(long count) => count == 1 ? "1 recorded call" : $"{Count(count)} recorded calls";

    private static string Of(ChangeKind kind) => kind.ToString().ToLowerInvariant();

    private static string An(PolicyLayer layer) => layer == PolicyLayer.Identity ? $"an {LayerNames.PolicyOf(layer)}" : $"a {LayerNames.PolicyOf(layer)}";
}
