using System.Globalization;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;
using AccessUndenied.Text;

namespace AccessUndenied.Explanations;

/// <summary>The sentences of causes and near misses.</summary>
internal static class CauseMessages
{
    public static string ExplicitDeny(AuthorizationRequest request, PolicyLayer layer, StatementTrace trace, bool isInferred)
    {
        var verb = isInferred ? "Probably a Deny" : "Deny";
        return $"{verb} in {Policy(layer, trace.Policy)}{On(request, layer, trace)}, {Statement(trace.Statement)}: {Because(request, trace)}.";
    }

    public static string MissingAllow(AuthorizationRequest request, PolicySet policies, PolicyLayer layer, PolicyNode? node)
    {
        var what = $"{request.Action} on {request.Resource}";
        return layer switch
        {
            PolicyLayer.Identity when policies.Identity.Count == 0 && policies.IsUnavailable(PolicyLayer.Identity) =>
                $"Whether an identity-based policy of {Who(request)} allows {what} is not known; none was read.",
            PolicyLayer.Identity when policies.Identity.Count == 0 => $"{Who(request)} has no identity-based policy, so that nothing allows {what}.",
            PolicyLayer.Identity => $"No identity-based policy of {Who(request)} allows {what}; {Looked(policies.Identity)}.",
            PolicyLayer.PermissionsBoundary => $"The permissions boundary{Named(policies.PermissionsBoundaries)} of {Who(request)} does not allow {what}, whatever other policies grant.",
            PolicyLayer.Session => $"The session was made with policies (or without the one it needs) that do not allow {what}; a session can do no more than they say.",
            PolicyLayer.ServiceControl when node is { Policies.Count: > 0 } && !HasAllow(node) =>
                $"No service control policy attached to {Level(node)} allows anything at all, {what} included: {Looked(node.Policies)} there, and "
                    + $"{(node.Policies.Count == 1 ? "it only denies" : "they only deny")}.",
            PolicyLayer.ServiceControl => $"No service control policy attached to {Level(node)} allows {what}; every level from the root to the account "
                + $"must{(node is { Policies.Count: > 0 } ? $", and {Looked(node.Policies)} there" : "")}.",
            PolicyLayer.VpcEndpoint => $"The policy of the VPC endpoint {request.NetworkEndpointId ?? "that the request came through"} does not allow {what} for {request.Principal}.",
            PolicyLayer.RoleTrust => $"The trust policy of {request.Resource} does not allow {request.Principal} to call {request.Action}.",
            PolicyLayer.ResourceControl => $"No resource control policy attached to a level of the resource's organization allows {what}.",
            _ when policies.ResourcePolicy is null && !policies.IsUnavailable(PolicyLayer.Resource) =>
                $"{request.Resource} carries no resource-based policy, so that nothing on the resource's side allows {request.Action} for {request.Principal}.",
            _ when policies.ResourcePolicy is null => $"Whether the resource-based policy of {request.Resource} allows {what} for {request.Principal} is not known; it was not read.",
            _ => $"The resource-based policy of {policies.ResourcePolicy?.AttachedTo ?? request.Resource.Value} does not allow {what} for {request.Principal}.",
        };
    }

    private static bool HasAllow(PolicyNode node) =>
        node.Policies.Any(policy => policy.Document is null || policy.Document.Statements.Any(statement => statement.Effect == Policies.Effect.Allow));

    public static string SaidByMessage(AuthorizationRequest request, PolicyLayer layer, bool isExplicit, string? policyId)
    {
        var named = policyId is null ? "" : $" ({policyId})";
        return isExplicit
            ? $"The error text says that {LayerNames.An(layer)}{named} denies {request.Action} on {request.Resource}; that policy was not at hand."
            : $"The error text says that no {LayerNames.PolicyOf(layer)}{named} allows {request.Action} on {request.Resource}; the policies of that kind were not at hand.";
    }

    public static string SaidByRecord(AuthorizationRequest request, PolicyLayer layer, bool isExplicit, DenialHint hint)
    {
        var named = hint.PolicyId is null ? "" : $" ({hint.PolicyId})";
        var statement = hint.Sid is null ? "" : $", statement {hint.Sid},";
        return isExplicit
            ? $"{Sentences.Capital(LayerNames.An(layer))}{named}{statement} denied {request.Action} on {request.Resource}, as the record of the decision says; the policies "
                + $"at hand do not tell why."
            : $"No {LayerNames.PolicyOf(layer)}{named} allowed {request.Action} on {request.Resource}, as the record of the decision says; the policies at hand do not tell why.";
    }

    public static string DeniedBySetting(PolicyLayer layer) => $"A setting of the {LayerNames.PolicyOf(layer)}'s owner denies the request.";

    public static Note InferredDeny(IReadOnlyList<StatementTrace> traces, bool isAllowedElse = true)
    {
        var settling = traces.Where(trace => trace.FailedCondition is not null)
            .Select(trace => $"{trace.FailedCondition!.Key} ({Statement(trace.Statement)}{(trace.Policy.Name.Length > 0 ? $" of '{trace.Policy.Name}'" : "")}: "
                + $"{ConditionWords.Denies(trace.FailedCondition, ContextValue.Unknown)})")
            .Distinct(StringComparer.Ordinal).ToList();
        var subject = traces.Count == 1 ? "this statement must have denied it" : "one of these statements must have denied it";
        var since = isAllowedElse ? "Everything that is known allows the request" : "The error text tells of an explicit deny in a policy of this kind, and nothing else there denies the request";
        return new("inferred-deny", settling.Count == 0
            ? $"{since}, so that {subject}; this is inferred from the refusal."
            : $"{since}, so that {subject}; this is inferred from the refusal, and would be settled by the value of {string.Join(", or of ", settling)}.");
    }

    public static Note MoreDenies(PolicyLayer layer, int count) => new("more-denies", string.Create(
        CultureInfo.InvariantCulture,
        $"{count} more statement{(count == 1 ? "" : "s")} of {LayerNames.An(layer)} may deny the request as well; neither they nor a change of so many are shown."));

    public static string PresumedCause(AuthorizationRequest request, PolicyLayer layer, bool isExplicit) => isExplicit
        ? $"A policy denies {request.Action} on {request.Resource} explicitly; which one, nothing at hand tells."
        : $"Presumably no {LayerNames.PolicyOf(layer)} allows {request.Action} on {request.Resource} for {request.Principal}; nothing at hand tells.";

    public static string NearMiss(AuthorizationRequest request, PolicyLayer layer, StatementTrace trace, Condition? second, ContextValue met) =>
        NearMiss(request, layer, trace) + (second is null ? "" : $" Besides, {ConditionWords.Refuses(second, met)}.");

    private static string NearMiss(AuthorizationRequest request, PolicyLayer layer, StatementTrace trace)
    {
        var statement = trace.Statement;
        var where = $"{Sentences.Capital(Statement(statement))} of {Policy(layer, trace.Policy)}{On(request, layer, trace)}";
        return trace.FailedElement switch
        {
            StatementElement.Condition => $"{where} allows {request.Action}, but {ConditionWords.Refuses(trace.FailedCondition!, trace.RequestValue)}.",
            StatementElement.Resource => $"{where} allows {request.Action} on {Values(statement.Resources!.Values, statement.Resources.IsNegated)}, not on {request.Resource}.",
            StatementElement.Action => $"{where} allows {Values(statement.Actions!.Values, statement.Actions.IsNegated)}, which does not cover {request.Action}.",
            _ => $"{where} allows {request.Action} to {Principals(statement)}, not to {request.Principal}.",
        };
    }

    private static string Because(AuthorizationRequest request, StatementTrace trace)
    {
        if (trace.Statement.Conditions.Count == 0)
        {
            return Covers(request, trace);
        }

        var parts = trace.Statement.Conditions.Select(condition =>
            ConditionWords.Denies(condition, ReferenceEquals(trace.FailedCondition, condition) ? trace.RequestValue : request.Context[condition.Key]));
        return string.Join("; ", parts) + Exempting(request, trace.Statement);
    }

    // Without a condition the elements themselves are what met.
    private static string Covers(AuthorizationRequest request, StatementTrace trace)
    {
        var statement = trace.Statement;
        var action = statement.Actions is not { } actions ? $"it covers {request.Action}"
            : actions.IsNegated ? $"it denies every action but {Values(actions.Values, false)}, and {request.Action} is none of them"
            : $"it denies {trace.MatchedAction ?? Sentences.List(actions.Values)}";
        var resource = statement.Resources is not { } resources ? ""
            : resources.IsNegated ? $", and {request.Resource} is none of the resources that it leaves out ({Values(resources.Values, false)})"
            : $" on {trace.MatchedResource ?? Sentences.List(resources.Values)}";
        return $"{action}{resource}{Exempting(request, statement)}, and has no condition";
    }

    private static string Exempting(AuthorizationRequest request, Statement statement) =>
        statement.Principals is { IsNegated: true } ? $"; NotPrincipal does not exempt {request.Principal}" : "";

    private static string Values(IReadOnlyList<string> values, bool isNegated) => (isNegated ? "all but " : "") + Sentences.List(values);

    private static string Principals(Statement statement) => statement.Principals is { } principals
        ? Values([.. principals.Entries.Select(entry => entry.Value)], principals.IsNegated)
        : "nobody (it has no Principal)";

    public static string Statement(Statement statement) =>
        statement.Sid is { Length: > 0 } sid ? $"statement {statement.Index} '{sid}'" : $"statement {statement.Index}";

    private static string Policy(PolicyLayer layer, AttachedPolicy policy) =>
        policy.Name.Length > 0 ? $"{LayerNames.PolicyOf(layer)} '{policy.Name}'"
        : policy.AttachedTo is { } target ? $"{LayerNames.PolicyOf(layer)} of {target}" : LayerNames.PolicyOf(layer);

    private static string On(AuthorizationRequest request, PolicyLayer layer, StatementTrace trace)
    {
        if (trace.Node is { } node)
        {
            var account = layer == PolicyLayer.ResourceControl ? request.Resource.AccountId : request.Principal.AccountId;
            return $" on {Level(node)}" + (account is null || account == node.Id ? "" : $", which account {account} inherits");
        }

        if (trace.Policy is not { AttachedTo: { } target, Name.Length: > 0 } policy)
        {
            return "";
        }

        var named = policy.AttachedToName is { Length: > 0 } name ? $"'{name}'" : target;
        return layer == PolicyLayer.Identity && request.Principal.EntityId is { } entity && entity != target
            ? $" on group {named}, of which {Who(request)} is a member"
            : $" on {named}";
    }

    private static string Who(AuthorizationRequest request) => request.Principal.EntityId ?? request.Principal.Id;

    private static string Looked(IReadOnlyList<AttachedPolicy> policies)
    {
        var names = policies.Where(policy => policy.Name.Length > 0).Select(policy => $"'{policy.Name}'").Distinct(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? $"{policies.Count} {(policies.Count == 1 ? "was" : "were")} looked at"
            : $"{Sentences.List(names)} {(names.Count == 1 ? "was" : "were")} looked at";
    }

    private static string Named(IReadOnlyList<AttachedPolicy> policies) => policies is [{ Name.Length: > 0 } policy, ..] ? $" '{policy.Name}'" : "";

    private static string Level(PolicyNode? node) => node?.Title ?? "a level of the organization";
}
