using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied;

/// <summary>The sentences of explanations.</summary>
internal static partial class Messages
{
    public const string MessageTruncated = "The error text was cut off where the log keeps no more; what it said after that is lost.";

    public static string ExplicitDeny(AuthorizationRequest request, PolicyLayer layer, StatementTrace trace, bool isInferred)
    {
        var verb = isInferred ? "probably denies" : "denies";
        return $"{Policy(layer, trace.Policy)}{On(trace)} {verb} {request.Action} on {request.Resource} in {Statement(trace.Statement)}{Because(request, trace)}.";
    }

    public static string MissingAllow(AuthorizationRequest request, LayerResult layer) => layer.Layer switch
    {
        PolicyLayer.Identity => $"No identity-based policy of {request.Principal.EntityId ?? request.Principal.Id} allows {request.Action} on {request.Resource}.",
        PolicyLayer.PermissionsBoundary => $"The permissions boundary of {request.Principal.EntityId ?? request.Principal.Id} does not allow {request.Action} on {request.Resource}.",
        PolicyLayer.Session => $"The session was made with policies (or without the one it needs) that do not allow {request.Action} on {request.Resource}.",
        PolicyLayer.ServiceControl => $"No service control policy attached to {Node(layer.NodeWithoutAllow)} allows {request.Action} on {request.Resource}; every level from the root to the account must.",
        PolicyLayer.VpcEndpoint => $"The policy of the VPC endpoint {request.NetworkEndpointId} does not allow {request.Action} on {request.Resource} for {request.Principal}.",
        PolicyLayer.RoleTrust => $"The trust policy of {request.Resource} does not allow {request.Principal} to call {request.Action}.",
        PolicyLayer.ResourceControl => $"No resource control policy attached to a level of the resource's organization allows {request.Action} on {request.Resource}.",
        _ => $"The resource-based policy of {request.Resource} does not allow {request.Action} for {request.Principal}.",
    };

    public static string SaidByMessage(AuthorizationRequest request, PolicyLayer layer, bool isExplicit, string? policyId)
    {
        var named = policyId is null ? "" : $" ({policyId})";
        return isExplicit
            ? $"The error text says that {Article(layer)} {LayerNames.PolicyOf(layer)}{named} denies {request.Action} on {request.Resource}; that policy was not at hand."
            : $"The error text says that no {LayerNames.PolicyOf(layer)}{named} allows {request.Action} on {request.Resource}; the policies of that kind were not at hand.";
    }

    public static string DeniedBySetting(PolicyLayer layer) => $"A setting of the {LayerNames.PolicyOf(layer)}'s owner denies the request.";

    public static string InferredDeny(string keys) =>
        $"Everything that is known allows the request, so that this statement must have denied it; it hangs on {keys}, which the record does not tell.";

    public static string AllowedNow(PolicyLayer? said, bool hasHoles) => (said, hasHoles) switch
    {
        ({ } layer, _) => $"The policies at hand allow the request, though the error text blames {Article(layer)} {LayerNames.PolicyOf(layer)}: they were probably changed since.",
        (null, true) => "The policies at hand allow the request; what could not be read may have refused it, or the policies were changed since.",
        (null, false) => "The policies at hand allow the request: they were probably changed since, or a session policy or a setting outside of policies refused it.",
    };

    public static string MessageDisagrees(PolicyLayer said, bool? isExplicit) =>
        $"The error text blames {Article(said)} {LayerNames.PolicyOf(said)}{(isExplicit == true ? " with an explicit deny" : "")}, which the policies at hand do not confirm.";

    public static string Undecided(IReadOnlyList<UnavailableEvidence> unavailable, IReadOnlyList<string> keys, DenialHint hint)
    {
        if (hint.IsExplicitDeny is { } isExplicit)
        {
            return $"The error text speaks of {(isExplicit ? "an explicit deny" : "a missing allow")} without saying in which policy, and the policies at hand do not tell.";
        }

        return unavailable.Count > 0
            ? $"The error text gives no reason, and this could not be read: {ConditionWords.List([.. unavailable.Select(item => item.What)])}."
            : $"The error text gives no reason, and the policies hang on {ConditionWords.List(keys)}, which the record does not tell.";
    }

    public static string Presumed(IReadOnlyList<UnavailableEvidence> unavailable) =>
        $"The error text names no kind of policy, and this could not be read: {ConditionWords.List([.. unavailable.Select(item => item.What)])}. The conclusion is the commonest reason, not a finding.";

    public static string PresumedCause(AuthorizationRequest request, PolicyLayer layer, bool isExplicit) => isExplicit
        ? $"A policy denies {request.Action} on {request.Resource} explicitly; which one, nothing at hand tells."
        : $"Presumably no {LayerNames.PolicyOf(layer)} allows {request.Action} on {request.Resource} for {request.Principal}; nothing at hand tells.";

    public static string NearMiss(AuthorizationRequest request, PolicyLayer layer, StatementTrace trace)
    {
        var where = $"{Statement(trace.Statement)} of {Policy(layer, trace.Policy)}";
        return trace.FailedElement switch
        {
            StatementElement.Condition => $"{where} allows {request.Action}, but {ConditionWords.Met(trace.FailedCondition!, trace.RequestValue)} and {ConditionWords.Wanted(trace.FailedCondition!, isDeny: false)}.",
            StatementElement.Resource => $"{where} allows {request.Action} on {Values(trace.Statement.Resources!.Values, trace.Statement.Resources.IsNegated)}, not on {request.Resource}.",
            _ => $"{where} allows {request.Action} on {request.Resource} to others than {request.Principal}.",
        };
    }

    private static string Because(AuthorizationRequest request, StatementTrace trace)
    {
        if (trace.Statement.Conditions.Count == 0)
        {
            return "";
        }

        var parts = trace.Statement.Conditions.Select(condition =>
        {
            var value = trace.FailedCondition == condition ? trace.RequestValue : request.Context[condition.Key];
            return $"{ConditionWords.Met(condition, value)}, {ConditionWords.Wanted(condition, isDeny: true)}";
        });
        return ": " + string.Join("; ", parts);
    }

    private static string Values(IReadOnlyList<string> values, bool isNegated) => (isNegated ? "all but " : "") + ConditionWords.List(values);

    private static string Statement(Statement statement) =>
        statement.Sid is { Length: > 0 } sid ? $"statement {statement.Index} '{sid}'" : $"statement {statement.Index}";

    private static string Policy(PolicyLayer layer, AttachedPolicy policy) =>
        policy.Name.Length > 0 ? $"{LayerNames.PolicyOf(layer)} '{policy.Name}'"
        : policy.AttachedTo is { } target ? $"{LayerNames.PolicyOf(layer)} of {target}" : LayerNames.PolicyOf(layer);

    private static string On(StatementTrace trace) => trace.Node is { } node
        ? $" on {Node(node)}"
        : trace.Policy is { AttachedTo: { } target, Name.Length: > 0 } ? $" on {trace.Policy.AttachedToName ?? target}" : "";

    private static string Node(PolicyNode? node) => node is null ? "a level of the organization" : node.Name is { } name ? $"'{name}' ({node.Id})" : $"'{node.Id}'";

    private static string Article(PolicyLayer layer) => layer == PolicyLayer.Identity ? "an" : "a";
}
