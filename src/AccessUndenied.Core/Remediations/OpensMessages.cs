using AccessUndenied.Conditions;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Text;

namespace AccessUndenied.Remediations;

/// <summary>What a change lets through, in words.</summary>
internal static class OpensMessages
{
    public const string OpensNothing = "Opens nothing.";

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
        : $" where {Sentences.All([.. conditions.Select(condition =>
            $"{condition.Key} {(condition.IsAsWritten ? $"fulfills {condition.Operator}" : "is")} {Sentences.All(condition.Values)}")])}";

    private const string AsPattern = "; the resource is a pattern, on which the provider itself asks, and covers all that matches it.";

    /// <summary>What a joined change lets through, where one of those that it joins covers all that a pattern matches.</summary>
    public static string OpensMatches(string opens) => opens.TrimEnd('.') + AsPattern;

    public static string OpensCondition(AuthorizationRequest request, AttachedPolicy policy, IReadOnlyList<Condition> failing, bool isMended) => isMended
        ? $"Lets everybody of whom the statement speaks do what it allows where "
            + $"{Sentences.All([.. failing.Select(condition => $"{condition.Key} matches {Sentences.All(condition.Values)}")])}, which it was written for."
        : $"Lets everybody of whom the statement speaks do what it allows also where "
        + $"{Sentences.All([.. failing.Select(condition => ConditionWords.Met(condition, request.Context[condition.Key])).Distinct(StringComparer.Ordinal)])}"
            + (policy.Origin == PolicyOrigin.Managed ? $", wherever the policy '{policy.Name}' is attached." : ".");

    public static string OpensFullAccess(AttachedPolicy full, string? target) =>
        $"'{full.Name}' allows everything at {target}: what everybody in the accounts below it may do is then decided by their own policies, by the levels beside it and by what denies.";

    public static string OpensForCaller(string caller, Statement statement) =>
        $"Lifts the deny for all that {caller} does, not for this request alone: {Reach(statement)}.";

    public static string OpensForKind(string key, Statement statement) =>
        $"Lifts the deny for all sessions of which {key} is true, and only for them: {Reach(statement)}.";

    public static string OpensForValue(string key, string value, Statement statement) =>
        $"Lifts the deny for everybody whose {key} is {value}: {Reach(statement)}.";

    public static string OpensForCallerWith(AuthorizationRequest request, string key, string value, Statement statement) =>
        $"Lifts the deny for {request.Principal.EntityId ?? request.Principal.Id} alone, and only where its {key} is {value}: {Reach(statement)}.";

    public static string OpensForCallerWithout(AuthorizationRequest request, string key, string value, Statement statement) =>
        $"Lifts the deny for {request.Principal.EntityId ?? request.Principal.Id} alone, and only where its {key} is not {value}: {Reach(statement)}.";

    public static string OpensRequest(AuthorizationRequest request, string? frees) => frees is null
        ? $"Leaves {request.Action} on {request.Resource} out of the deny, and what else it denies stays denied."
        : $"Leaves {frees} out of the deny, since the statement can say nothing narrower, and what else it denies stays denied.";

    public static string OpensAction(string action) => $"Leaves {action} out of the deny for everybody whom it meets, on all its resources, and no other action.";

    // Whoever lifts a deny has to see everything that it denied.
    private static string Reach(Statement statement) =>
        (statement.Actions is { } actions ? $"{(actions.IsNegated ? "every action but " : "")}{Sentences.All(actions.Values)}" : "its actions")
        + (statement.Resources is { } resources ? $" on {(resources.IsNegated ? "all but " : "")}{Sentences.All(resources.Values)}" : "");

    private static string Sessions(AuthorizationRequest request) => request.Principal.Kind == PrincipalKind.RoleSession ? " (all of its sessions)" : "";
}
