using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Text;

namespace AccessUndenied.Remediations.Joining;

/// <summary>The sentences of changes that are joined for several requests.</summary>
internal static class JoinedMessages
{
    public const string It = "it";

    public static string GroupRemedy(IReadOnlyList<string> parts, long count) =>
        $"For {Counts.Events(count)}: {string.Join("; ", parts)}.";

    public static string GroupAllows(string actions, string resources, string policy, string? target) =>
        $"allow {actions} on {resources} in the {policy}{(target is null ? "" : $" of {target}")}";

    public static string GroupExempts(string policy, string? name) =>
        $"exempt these requests from the deny in the {policy}{(name is null ? "" : $" '{name}'")}, if the guardrail was not meant for them";

    public static string GroupWidens(string policy, string? name, int index) =>
        $"change statement {index} of the {policy}{(name is null ? "" : $" '{name}'")} so that it allows them";

    public static string GroupCaller(string example) => $"Make each call as the result of its event says. {example}";

    public static string PatternFor(string pattern, int count) => $"{pattern} in place of {Counts.Of(count)} names";

    public static string PatternRemedy(IReadOnlyList<string> patterns) => $"Instead of a list, allow {string.Join(" and ", patterns)}, if what else begins so may be allowed too.";

    public static string OpensPattern(IReadOnlyList<string> patterns) =>
        $"Lets through all that the list names and everything else that matches, now or later: {string.Join(" and ", patterns)}.";

    /// <summary>How many things that a joined change opens are told before the rest is only counted.</summary>
    public const int MostOpens = 4;

    public static string GroupOpens(PolicyChange change, IReadOnlyCollection<string> callers, IReadOnlyCollection<string> actions, IReadOnlyCollection<string> resources)
    {
        var what = $"{string.Join(", ", actions)} on {(resources.Count == 0 ? change.AttachmentTarget : Counts.Few(resources, MostOpens))}";
        return change.Layer switch
        {
            PolicyLayer.Identity when change.Policy is { Origin: PolicyOrigin.Managed } policy => $"Lets everybody to whom the policy '{policy.Name}' is attached do {what}.",
            PolicyLayer.Identity => $"Lets {change.AttachmentTarget} do {what}.",
            PolicyLayer.PermissionsBoundary => $"Lets everybody whom this boundary bounds do {what}, as far as their own policies allow it.",
            PolicyLayer.Session => $"Lets sessions made with this policy do {what}, as far as the role allows it.",
            PolicyLayer.ServiceControl => $"Lets everybody in the accounts below {change.AttachmentTarget} do {what}, as far as the levels beside it and their own policies allow it.",
            PolicyLayer.VpcEndpoint => $"Lets {Counts.Few(callers, MostOpens)} do {what} through this endpoint, as far as other policies allow it.",
            _ when callers.Count == 0 => $"Lets EVERYBODY, signed in or not, do {what}. Make sure that it is meant to be public.",
            _ => $"Lets {Counts.Few(callers, MostOpens)} do {what}.",
        };
    }

    public static string GroupLifts(IReadOnlyList<string> opens, int count) =>
        string.Join(' ', opens) + (count > opens.Count ? $" {Counts.AndMore(count - opens.Count)} like these." : "");

    public static string Resources(int count) => count == 1 ? "1 resource" : $"{Counts.Of(count)} resources";
}
