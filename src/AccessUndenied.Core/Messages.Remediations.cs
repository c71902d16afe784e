using System.Globalization;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied;

/// <summary>The sentences of remediations.</summary>
internal static partial class Messages
{
    public const string OpensNothing = "Opens nothing.";

    public static string Remedy(AuthorizationRequest request, IReadOnlyList<PolicyChange> changes) =>
        Capital(string.Join("; ", changes.Select(change => Part(request, change)))) + ".";

    public static string KeepGuardrail(Cause cause)
    {
        var sid = cause.Statement?.Sid is { Length: > 0 } name ? $" '{name}'" : "";
        return $"Change nothing, if the deny{sid} in the {LayerNames.PolicyOf(cause.Layer)}{(cause.Policy is { Name.Length: > 0 } policy ? $" '{policy.Name}'" : "")} "
            + "is a guardrail that meant requests like this one; make the request otherwise" + (cause.Hint is { } hint ? $": {hint}" : ".");
    }

    public static string OpensAllow(AuthorizationRequest request, PolicyLayer layer, AttachedPolicy? policy, string? target)
    {
        var what = $"{request.Action} on {request.Resource}";
        return layer switch
        {
            PolicyLayer.Identity when policy is { Origin: PolicyOrigin.Managed } => $"Lets everybody to whom the policy '{policy.Name}' is attached do {what}.",
            PolicyLayer.Identity => $"Lets {request.Principal.EntityId ?? request.Principal.Id}{Sessions(request)} do {what}, and nothing else.",
            PolicyLayer.PermissionsBoundary => $"Lets everybody whom this boundary bounds do {what}, as far as their own policies allow it.",
            PolicyLayer.Session => $"Lets sessions made with this policy do {what}, as far as the role allows it.",
            PolicyLayer.ServiceControl => $"Lets everybody in the accounts below {target} do {what}, as far as the levels beside it and their own policies allow it.",
            PolicyLayer.VpcEndpoint => $"Lets {request.Principal.EntityId ?? request.Principal.Id} do {what} through this endpoint, as far as other policies allow it.",
            _ when request.Principal.Kind == PrincipalKind.Anonymous => $"Lets EVERYBODY, signed in or not, do {what}. Make sure that it is meant to be public.",
            _ => $"Lets {request.Principal.EntityId ?? request.Principal.Id}{Sessions(request)} do {what}, and nobody else.",
        };
    }

    public static string OpensForCaller(string caller, Statement statement) =>
        $"Lifts the deny for all that {caller} does, not for this request alone: {Reach(statement)}. Nobody else is exempted.";

    public static string OpensForValue(string key, string value, Statement statement) =>
        $"Lifts the deny for everybody whose {key} is {value}: {Reach(statement)}.";

    public static string AssumedHarmless(string what) => $"What could not be read is taken not to stand in the way: {what}.";

    public static string AssumedAllowedBy(AuthorizationRequest request) =>
        $"The policies of {request.Principal} in account {request.Principal.AccountId} could not be read; they must allow {request.Action} on {request.Resource} too, which their owner can do.";

    public static string CopyOfProviderPolicy(AttachedPolicy policy) =>
        $"'{policy.Name}' is the provider's own policy and cannot be changed: make a policy of your own with this text and set it in its place.";

    public static string TooLong(PolicyChange change) => string.Create(
        CultureInfo.InvariantCulture,
        $"The {LayerNames.PolicyOf(change.Layer)}{Named(change)} would have {PolicyWriter.LengthOf(change)} characters, more than the {PolicyWriter.LongestOf(change)} that are accepted: shorten or split it first.");

    private static string Part(AuthorizationRequest request, PolicyChange change) => change switch
    {
        { IsAddition: false } => $"exempt the request from the deny in the {LayerNames.PolicyOf(change.Layer)}{Named(change)}, if the guardrail was not meant for it",
        { Widens: { } statement, Policy: { } policy } => $"add it to {Statement(statement)} of the {LayerNames.PolicyOf(change.Layer)} '{policy.Name}'{To(change)}, to allow {request.Action} on {request.Resource}",
        _ => $"allow {request.Action} on {request.Resource} in the {LayerNames.PolicyOf(change.Layer)}{(change.Policy is { Name.Length: > 0 } policy ? $" '{policy.Name}'" : "")}{To(change)}",
    };

    private static string Reach(Statement statement) =>
        (statement.Actions is { } actions ? $"{(actions.IsNegated ? "every action but " : "")}{ConditionWords.List(actions.Values)}" : "its actions")
        + (statement.Resources is { } resources ? $" on {(resources.IsNegated ? "all but " : "")}{ConditionWords.List(resources.Values)}" : "");

    private static string Sessions(AuthorizationRequest request) => request.Principal.Kind == PrincipalKind.RoleSession ? " (all of its sessions)" : "";

    private static string Named(PolicyChange change) => change.Policy is { Name.Length: > 0 } policy ? $" '{policy.Name}'" : To(change);

    private static string To(PolicyChange change) => change.AttachmentTarget is { } target ? $" of {target}" : "";
}
