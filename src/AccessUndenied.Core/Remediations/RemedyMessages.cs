using System.Globalization;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;
using AccessUndenied.Text;

namespace AccessUndenied.Remediations;

/// <summary>The sentences of remediations.</summary>
internal static class RemedyMessages
{
    public static string Remedy(IReadOnlyList<PolicyChange> changes, IReadOnlyList<string> words, RemediationKind kind, string? page, bool changesAccess)
    {
        var parts = changes.Select(Part).Concat(words);
        var rest = kind == RemediationKind.CallerChange && !changesAccess ? " No policy has to change." : "";
        return $"{Sentences.Capital(string.Join("; ", parts))}.{rest}{(page is null ? "" : $" See {page}")}";
    }

    public static Note LinkRefused(AuthorizationRequest request, SessionLink link, Decision decision) => new(
        "link-refused",
        $"By the policies of now {link.Principal} would be refused {request.Action} on {request.Resource}, which the session would have to be made with{External(link)} "
        + $"({(decision == Decision.ExplicitDeny ? "a policy denies it" : "nothing allows it")}): that has to be mended first.");

    public static Note LinkAllowed(AuthorizationRequest request, SessionLink link) => new(
        "link-allowed", $"By the policies of now {link.Principal} may {request.Action} on {request.Resource} so{External(link)}, which was simulated, too.");

    public static Note LinkOpen(AuthorizationRequest request, SessionLink link, IReadOnlyList<string> keys) => new(
        "link-open",
        $"Whether {link.Principal} may {request.Action} on {request.Resource} so was not decided"
        + $"{(keys.Count > 0 ? $": it hangs on {Sentences.All(keys)}" : ", since not all policies that have a say in it could be read")}.");

    private static string External(SessionLink link) => link.ExternalId is { } id ? $", with the external ID '{id}' of then" : "";

    public static string DemandedBy(PolicyLayer layer, AttachedPolicy policy, Statement statement, bool isDeny) =>
        $", which {CauseMessages.Statement(statement)} of the {Policy(layer, policy)} {(isDeny ? "demands of calls that it does not deny" : "demands")}";

    public static string KeepGuardrail(Cause cause)
    {
        if (cause.Statement is null)
        {
            return "Change nothing, if what refuses is a setting or a policy that is meant to refuse requests like this one; make the request otherwise.";
        }

        var sid = cause.Statement.Sid is { Length: > 0 } name ? $" '{name}'" : "";
        return $"Change nothing, if the deny{sid} in the {LayerNames.PolicyOf(cause.Layer)}{(cause.Policy is { Name.Length: > 0 } policy ? $" '{policy.Name}'" : "")} "
            + "is a guardrail that meant requests like this one; make the request otherwise.";
    }

    public static string KeepBound(PolicyLayer layer, StatementTrace trace) =>
        $"Change nothing, if {CauseMessages.Statement(trace.Statement)} of the {Policy(layer, trace.Policy)} "
        + $"is bound by {Keys(trace.Statement.ConditionArray)} on purpose and meant to refuse requests like "
        + "this one.";

    public static string KeepLimit(Cause cause, AuthorizationRequest request) =>
        $"Change nothing, if the {LayerNames.PolicyOf(cause.Layer)}{(cause.Policy is { Name.Length: > 0 } policy ? $" '{policy.Name}'" : "")} "
        + $"leaves {request.Action} out on purpose and is meant to refuse requests like this one.";

    /// <summary>The note on what is never verified, since the statement keeps out such callers and networks.</summary>
    public static Note LetsInStranger(PolicyLayer layer, AttachedPolicy policy, Statement statement) => new(
        "lets-in-stranger",
        $"{Sentences.Capital(CauseMessages.Statement(statement))} of the {Policy(layer, policy)} keeps out requests like this one, whose caller, network or key is none of the "
        + $"owner's account or organization. "
        + "That is what such a condition is for, and whoever is refused has only to ask: it is not verified, and for somebody who knows the caller to decide.");

    /// <summary>The warning on a policy of the resource that lets through what a condition of the caller's own policies refuses.</summary>
    public static Note GoesRoundCondition(AuthorizationRequest request, PolicyLayer layer, AttachedPolicy policy, Statement statement, IReadOnlyList<Condition> refusing) => new(
        GoesRoundId,
        $"{Sentences.Capital(CauseMessages.Statement(statement))} of the {Policy(PolicyLayer.Identity, policy)} allows {request.Action} only as {Keys(refusing)} says, which this call did not "
        + $"fulfill. Within the account a {LayerNames.PolicyOf(layer)} that names the caller is enough by itself, so that this condition no longer refuses such calls.");

    /// <summary>The warning on a statement that lets in one caller whom a statement for everybody keeps out.</summary>
    public static Note LetsInBeside(PolicyLayer layer, AttachedPolicy policy, Statement statement, IReadOnlyList<Condition> failing) => new(
        GoesRoundId,
        $"{Sentences.Capital(CauseMessages.Statement(statement))} of the {Policy(layer, policy)} keeps this caller out by {Keys(failing)}, perhaps on purpose: the new statement lets it in "
        + "beside that one, within the account also without a policy of its own.");

    private const string GoesRoundId = "goes-round-condition";

    public static string KeepWarned(Note warning) => $"Change nothing, unless you are sure that it is to be allowed. {warning.Text}";

    public static Note FillIn(string key, string value) => new(
        "fill-in",
        $"'{value}' stands for a value of {key} that the record does not have: put the real one in its place before you use this; until then it allows nothing.");

    public static string CorrectCondition(PolicyLayer layer, AttachedPolicy policy, Statement statement, IReadOnlyList<Condition> unknown) =>
        $"Correct the condition on {Keys(unknown)} in {CauseMessages.Statement(statement)} of the {Policy(layer, policy)} "
        + "so that it holds for the value that the request had, which is not known here"
        + $" ({string.Join("; ", unknown.Select(condition => $"{condition.OperatorName} {condition.Key} wants {Sentences.All(condition.Values)}"))}); add no statement without that condition";

    public static string NeverCarried(AuthorizationRequest request, PolicyLayer layer, AttachedPolicy policy, Statement statement, IReadOnlyList<Condition> never) =>
        $"Have the owner of the {Policy(layer, policy)} decide how {request.Operation} is to be allowed: {CauseMessages.Statement(statement)} asks for "
        + $"{Keys(never)}, which this operation cannot carry and others under {request.Action} can; add no "
        + $"statement for {request.Action} without that condition, since it would free those too";

    public static string NameTheResource(AuthorizationRequest request) =>
        $"Find out which resource the call named, which the record does not tell, and allow {request.Action} on that one alone, and not on {request.Resource}";

    public static string NameTheCaller(string missing) => $"Find out who called, and allow that caller by name, since to allow all of its account would let in everybody there. {missing.TrimEnd('.')}";

    public static Note TellsTheCaller(string what) => new("caller-known-by-id", what);

    public static Note AssumedHarmless(string what) => new("assumed-harmless", $"What could not be read is taken not to stand in the way: {what}.");

    public static Note AssumedAllowedBy(AuthorizationRequest request) => new(
        "assumed-allowed-by",
        $"The policies of {request.Principal} in account {request.Principal.AccountId} could not be read; they must allow {request.Action} on {request.Resource} too, which their owner can do.");

    public static string LeavesOut(IEnumerable<PrincipalEntry> gone) =>
        $"The policy names {string.Join(", ", gone.Select(entry => $"'{entry.Value}'"))}, what is left of a user or role that was deleted: that matches nobody, and a policy that names it "
        + "is not accepted, so that the document leaves it out. Who was made anew under the old name is to be named by its ARN.";

    /// <summary>The id of the note that no policy can allow a request.</summary>
    public const string NeverAllowedId = "never-allowed";

    public static string NameCannotBeWritten(PolicyLayer layer, string version, string newer, string resource) =>
        $"Set the Version of the {LayerNames.PolicyOf(layer)} to {newer} first: in Version {version} no statement can name {resource}, whose wildcards or variables would be taken for such. "
        + "See that no ${…} in the policy is meant as plain text, which it is no longer then";

    public static Note CallersPart(string words) => new("caller-step", $"The changes alone do not suffice: the caller has to do its part, too, which is to {words}.");

    public static string CopyOfProviderPolicy(AttachedPolicy policy) =>
        $"'{policy.Name}' is the provider's own policy and cannot be changed: make a policy of your own with this text and set it in its place.";

    public static Note ExemptsEverybody(string key) => new(
        "exempts-everybody",
        $"The policy cannot tell this caller from others, so that the exemption is for everybody whose {key} has the value: whoever set the guardrail decides.");

    public static Note MovesLimitForOthers(PolicyLayer layer) => new(
        "moves-limit-for-others",
        $"The statement of the {LayerNames.PolicyOf(layer)} is everybody's whom the policy limits, so that the limit is moved for all of them and not for this caller alone: whoever set it decides.");

    public static Note StillRefuses(Cause cause) => new(
        "still-refuses",
        $"The changes do not suffice: {(cause.Statement is { } statement
            ? $"{CauseMessages.Statement(statement)} of the {LayerNames.PolicyOf(cause.Layer)}{(cause.Policy is { Name.Length: > 0 } policy ? $" '{policy.Name}'" : "")} still denies it"
            : $"no {LayerNames.PolicyOf(cause.Layer)} allows it still")}, and nothing that is safe to offer mends that.");

    public static Note TooLong(PolicyChange change) => new(TooLongId, change switch
    {
        { FullWith: { } full } => string.Create(
            CultureInfo.InvariantCulture,
            $"{change.AttachmentTarget} already carries {full} policies of this kind, which is the most that are accepted: merge two of them first, or add the statement to one of them."),
        _ when PolicyWriter.HasTooManyStatements(change) => string.Create(
            CultureInfo.InvariantCulture,
            $"The {LayerNames.PolicyOf(change.Layer)}{Named(change)} would have {PolicyWriter.StatementsOf(change)} statements, more than the {change.MostStatements} that are accepted: "
                + $"merge some of them first, or add what is missing to one of them."),
        _ when !(PolicyWriter.LengthOf(change) > PolicyWriter.LongestOf(change)) && PolicyWriter.BeyondQuota(change) is { } what =>
            $"The {LayerNames.PolicyOf(change.Layer)}{Named(change)} would have {what} that are accepted: merge or take out some of them first.",
        { SharedLength: > 0 } => string.Create(
            CultureInfo.InvariantCulture,
            $"The inline policies of {change.AttachmentTarget} would have {change.SharedLength + PolicyWriter.LengthOf(change)} characters together, more than the "
                + $"{PolicyWriter.LongestOf(change)} that are accepted: make the statement a managed policy and attach that, or shorten or split what is there first."),
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"The {LayerNames.PolicyOf(change.Layer)}{Named(change)} would have {PolicyWriter.LengthOf(change)} characters, more than the {PolicyWriter.LongestOf(change)} that are accepted: "
                + $"shorten or split it first."),
    });

    /// <summary>The id of the assumption that a policy is shortened or split first.</summary>
    public const string TooLongId = "too-long";

    private static string Part(PolicyChange change) => change switch
    {
        PolicyChange.AttachPolicy { Attached: var policy } => $"attach '{policy.Name}' to {change.AttachmentTarget} again, where no policy allows anything",
        PolicyChange.NarrowDeny { Frees: { } frees } =>
            $"leave {frees}, and not {What(change)} alone, out of the deny in the {LayerNames.PolicyOf(change.Layer)}{Named(change)}, if the guardrail was not meant for it",
        PolicyChange.NarrowDeny { ExemptedKey: null } => $"leave {What(change)} out of the deny in the {LayerNames.PolicyOf(change.Layer)}{Named(change)}, if the guardrail was not meant for it",
        PolicyChange.NarrowDeny { ExemptedKey: { } key, AddedStatements: [_, ..] } =>
            $"exempt the caller from the deny in the {LayerNames.PolicyOf(change.Layer)}{Named(change)} for calls of which {key} is as it was here, if the guardrail was not meant for them",
        PolicyChange.NarrowDeny => $"exempt the request from the deny in the {LayerNames.PolicyOf(change.Layer)}{Named(change)}, if the guardrail was not meant for it",
        { Replaces: { } statement } => $"change {CauseMessages.Statement(statement)} of the {LayerNames.PolicyOf(change.Layer)}{Named(change)} so that it allows {What(change)}",
        { CurrentDocumentKnown: false } => $"add to the {LayerNames.PolicyOf(change.Layer)}{To(change)} by hand, since what it says now was not read, a statement that allows {What(change)}",
        _ => $"allow {What(change)} in the {LayerNames.PolicyOf(change.Layer)}{(change.Policy is { Name.Length: > 0 } policy ? $" '{policy.Name}'" : "")}{To(change)}",
    };

    private static string Policy(PolicyLayer layer, AttachedPolicy policy) => LayerNames.PolicyOf(layer) + (policy.Name.Length > 0 ? $" '{policy.Name}'" : "");

    private static string Keys(IEnumerable<Condition> conditions) => Sentences.All([.. conditions.Select(condition => condition.Key).Distinct(StringComparer.OrdinalIgnoreCase)]);

    private static string What(PolicyChange change) =>
        string.Join(" and ", change.For.GroupBy(request => request.Resource.ToString(), StringComparer.Ordinal)
            .Select(group => $"{Sentences.All([.. group.Select(request => request.Action).Distinct(StringComparer.Ordinal)])} on {group.Key}"));

    private static string Named(PolicyChange change) => change.Policy is { Name.Length: > 0 } policy ? $" '{policy.Name}'{(change is PolicyChange.WidenAllow ? To(change) : "")}" : To(change);

    private static string To(PolicyChange change) => change.AttachmentTarget is { } target ? $" of {target}" : "";
}
