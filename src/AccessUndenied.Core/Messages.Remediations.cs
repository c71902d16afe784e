using System.Globalization;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied;

/// <summary>The sentences of remediations.</summary>
internal static partial class Messages
{
    public static Note DenyNotFound(PolicyLayer? layer) => new(
        "deny-not-found",
        $"The error text names an explicit deny{(layer is { } said ? $" in {Article(said)} {LayerNames.PolicyOf(said)}" : "")}, which the policies at hand do not have: "
        + "no allow lifts a deny, so that nothing counts as verified until that deny is found or known to be gone.");

    public const string OpensNothing = "Opens nothing.";

    public static string Remedy(IReadOnlyList<PolicyChange> changes, IReadOnlyList<string> words, RemediationKind kind, string? page)
    {
        var parts = changes.Select(Part).Concat(words);
        var rest = kind == RemediationKind.CallerChange ? " No policy has to change." : "";
        return $"{Capital(string.Join("; ", parts))}.{rest}{(page is null ? "" : $" See {page}")}";
    }

    public static string DemandedBy(PolicyLayer layer, AttachedPolicy policy, Statement statement, bool isDeny) =>
        $", which {Statement(statement)} of the {LayerNames.PolicyOf(layer)}{(policy.Name.Length > 0 ? $" '{policy.Name}'" : "")} {(isDeny ? "demands of calls that it does not deny" : "demands")}";

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
        $"Change nothing, if {Statement(trace.Statement)} of the {LayerNames.PolicyOf(layer)}{(trace.Policy.Name.Length > 0 ? $" '{trace.Policy.Name}'" : "")} "
        + $"is bound by {All([.. trace.Statement.ConditionArray.Select(condition => condition.Key).Distinct(StringComparer.OrdinalIgnoreCase)])} on purpose and meant to refuse requests like "
        + "this one.";

    public static string KeepLimit(Cause cause, AuthorizationRequest request) =>
        $"Change nothing, if the {LayerNames.PolicyOf(cause.Layer)}{(cause.Policy is { Name.Length: > 0 } policy ? $" '{policy.Name}'" : "")} "
        + $"leaves {request.Action} out on purpose and is meant to refuse requests like this one.";

    public static string KeepWarned(Note warning) => $"Change nothing, unless you are sure that it is to be allowed. {warning.Text}";

    public static string OpensAllow(IReadOnlyList<AuthorizationRequest> requests, PolicyLayer layer, AttachedPolicy? policy, string? target, bool isExact, string where = "")
    {
        var request = requests[0];
        var what = string.Join(" and ", requests.Select(one => $"{one.Action} on {one.Resource}").Distinct(StringComparer.Ordinal)) + where;
        var who = request.Principal.EntityId ?? request.Principal.Id;
        return layer switch
        {
            PolicyLayer.Identity when policy is { Origin: PolicyOrigin.Managed } => $"Lets everybody to whom the policy '{policy.Name}' is attached do {what}.",
            PolicyLayer.Identity when policy is { AttachedTo: { } holder } && holder != who && holder.Contains(":group/", StringComparison.Ordinal) => $"Lets everybody in {holder} do {what}.",
            PolicyLayer.Identity => $"Lets {who}{Sessions(request)} do {what}{(isExact ? "." : AsPattern)}",
            PolicyLayer.PermissionsBoundary => $"Lets everybody whom this boundary bounds do {what}, as far as their own policies allow it.",
            PolicyLayer.Session => $"Lets sessions made with this policy do {what}, as far as the role allows it.",
            PolicyLayer.ServiceControl => $"Lets everybody in the accounts below {target} do {what}, as far as the levels beside it and their own policies allow it.",
            PolicyLayer.VpcEndpoint => $"Lets {who} do {what} through this endpoint, as far as other policies allow it.",
            _ when request.Principal.Kind == PrincipalKind.Anonymous => $"Lets EVERYBODY, signed in or not, do {what}. Make sure that it is meant to be public.",
            _ => $"Lets {who}{Sessions(request)} do {what}{(isExact ? "." : AsPattern)}",
        };
    }

    /// <summary>The conditions of a new statement, as part of a sentence.</summary>
    public static string Where(IReadOnlyList<WrittenCondition> conditions) => conditions.Count == 0 ? ""
        : $" where {All([.. conditions.Select(condition => $"{condition.Key} {(condition.IsAsWritten ? $"fulfills {condition.Operator} {All(condition.Values)}" : $"is {All(condition.Values)}")}")])}";

    private const string AsPattern = "; the resource is a pattern, on which the provider itself asks, and covers all that matches it.";

    /// <summary>What a joined change lets through, where one of those that it joins covers all that a pattern matches.</summary>
    public static string OpensMatches(string opens) => opens.TrimEnd('.') + AsPattern;

    public static string OpensCondition(AuthorizationRequest request, AttachedPolicy policy, IReadOnlyList<Condition> failing, bool isMended) => isMended
        ? $"Lets everybody of whom the statement speaks do what it allows where {All([.. failing.Select(condition => $"{condition.Key} matches {All(condition.Values)}")])}, which it was written for."
        : $"Lets everybody of whom the statement speaks do what it allows also where "
        + $"{All([.. failing.Select(condition => ConditionWords.Met(condition, request.Context[condition.Key])).Distinct(StringComparer.Ordinal)])}"
            + (policy.Origin == PolicyOrigin.Managed ? $", wherever the policy '{policy.Name}' is attached." : ".");

    public static string OpensFullAccess(AttachedPolicy full, string? target) =>
        $"'{full.Name}' allows everything at {target}: what everybody in the accounts below it may do is then decided by their own policies, by the levels beside it and by what denies.";

    public static string OpensForCaller(string caller, Statement statement) =>
        $"Lifts the deny for all that {caller} does, not for this request alone: {Reach(statement)}.";

    public static string OpensForKind(string key, Statement statement) =>
        $"Lifts the deny for all sessions of which {key} is true, and only for them: {Reach(statement)}.";

    public static string OpensForValue(string key, string value, Statement statement) =>
        $"Lifts the deny for everybody whose {key} is {value}: {Reach(statement)}.";

    public static string OpensAction(string action) => $"Leaves {action} out of the deny for everybody whom it meets, on all its resources, and no other action.";

    public static Note FillIn(string key, string value) => new(
        "fill-in",
        $"'{value}' stands for a value of {key} that the record does not have: put the real one in its place before you use this; until then it allows nothing.");

    public static string CorrectCondition(PolicyLayer layer, AttachedPolicy policy, Statement statement, IReadOnlyList<Condition> unknown) =>
        $"Correct the condition on {All([.. unknown.Select(condition => condition.Key).Distinct(StringComparer.OrdinalIgnoreCase)])} in {Statement(statement)} of the {LayerNames.PolicyOf(layer)}"
        + $"{(policy.Name.Length > 0 ? $" '{policy.Name}'" : "")} so that it holds for the value that the request had, which is not known here"
        + $" ({string.Join("; ", unknown.Select(condition => $"{condition.OperatorName} {condition.Key} wants {All(condition.Values)}"))}); add no statement without that condition";

    public static string NeverCarried(AuthorizationRequest request, PolicyLayer layer, AttachedPolicy policy, Statement statement, IReadOnlyList<Condition> never) =>
        $"Have the owner of the {LayerNames.PolicyOf(layer)}{(policy.Name.Length > 0 ? $" '{policy.Name}'" : "")} decide how {request.Operation} is to be allowed: {Statement(statement)} asks for "
        + $"{All([.. never.Select(condition => condition.Key).Distinct(StringComparer.OrdinalIgnoreCase)])}, which this operation cannot carry and others under {request.Action} can; add no "
        + $"statement for {request.Action} without that condition, since it would free those too";

    public static string NameTheResource(AuthorizationRequest request) =>
        $"Find out which resource the call named, which the record does not tell, and allow {request.Action} on that one alone, and not on {request.Resource}";

    public static string NameTheCaller(string missing) => $"Find out who called, and allow that caller by name, since to allow all of its account would let in everybody there. {missing.TrimEnd('.')}";

    public static Note TellsTheCaller(string what) => new("caller-known-by-id", what);

    public static Note AssumedHarmless(string what) => new("assumed-harmless", $"What could not be read is taken not to stand in the way: {what}.");

    public static Note AssumedAllowedBy(AuthorizationRequest request) => new(
        "assumed-allowed-by",
        $"The policies of {request.Principal} in account {request.Principal.AccountId} could not be read; they must allow {request.Action} on {request.Resource} too, which their owner can do.");

    public static string CopyOfProviderPolicy(AttachedPolicy policy) =>
        $"'{policy.Name}' is the provider's own policy and cannot be changed: make a policy of your own with this text and set it in its place.";

    public static Note TooLong(PolicyChange change) => new(TooLongId, change switch
    {
        { FullWith: { } full } => string.Create(
            CultureInfo.InvariantCulture,
            $"{change.AttachmentTarget} already carries {full} policies of this kind, which is the most that are accepted: merge two of them first, or add the statement to one of them."),
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
        PolicyChange.NarrowDeny { ExemptedKey: null } => $"leave {What(change)} out of the deny in the {LayerNames.PolicyOf(change.Layer)}{Named(change)}, if the guardrail was not meant for it",
        PolicyChange.NarrowDeny => $"exempt the request from the deny in the {LayerNames.PolicyOf(change.Layer)}{Named(change)}, if the guardrail was not meant for it",
        { Replaces: { } statement } => $"change {Statement(statement)} of the {LayerNames.PolicyOf(change.Layer)}{Named(change)} so that it allows {What(change)}",
        { CurrentDocumentKnown: false } => $"add to the {LayerNames.PolicyOf(change.Layer)}{To(change)} by hand, since what it says now was not read, a statement that allows {What(change)}",
        _ => $"allow {What(change)} in the {LayerNames.PolicyOf(change.Layer)}{(change.Policy is { Name.Length: > 0 } policy ? $" '{policy.Name}'" : "")}{To(change)}",
    };

    private static string What(PolicyChange change) =>
        string.Join(" and ", change.For.GroupBy(request => request.Resource.ToString(), StringComparer.Ordinal)
            .Select(group => $"{All([.. group.Select(request => request.Action).Distinct(StringComparer.Ordinal)])} on {group.Key}"));

    // Whoever lifts a deny has to see everything that it denied.
    private static string Reach(Statement statement) =>
        (statement.Actions is { } actions ? $"{(actions.IsNegated ? "every action but " : "")}{All(actions.Values)}" : "its actions")
        + (statement.Resources is { } resources ? $" on {(resources.IsNegated ? "all but " : "")}{All(resources.Values)}" : "");

    private static string All(IReadOnlyList<string> values) => values.Count switch
    {
        0 => "nothing",
        1 => values[0].Length == 0 ? "\"\"" : values[0],
        _ => $"{string.Join(", ", values.Take(values.Count - 1))} and {values[^1]}",
    };

    private static string Sessions(AuthorizationRequest request) => request.Principal.Kind == PrincipalKind.RoleSession ? " (all of its sessions)" : "";

    private static string Named(PolicyChange change) => change.Policy is { Name.Length: > 0 } policy ? $" '{policy.Name}'{(change is PolicyChange.WidenAllow ? To(change) : "")}" : To(change);

    private static string To(PolicyChange change) => change.AttachmentTarget is { } target ? $" of {target}" : "";

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
