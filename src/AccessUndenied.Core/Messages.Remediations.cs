using AccessUndenied.Explanations;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;

namespace AccessUndenied;

/// <summary>The sentences of remediations.</summary>
internal static partial class Messages
{
    public static string Remedy(AuthorizationRequest request, IReadOnlyList<PolicyChange> changes)
    {
        var parts = changes.Select(change => change.IsAddition
            ? $"allow {request.Action} on {request.Resource} in the {LayerNames.PolicyOf(change.Layer)}{To(change)}"
            : $"exempt the request from the deny in the {LayerNames.PolicyOf(change.Layer)}{Named(change)}, if the guardrail was not meant for it");
        var text = string.Join("; ", parts);
        return char.ToUpperInvariant(text[0]) + text[1..] + ".";
    }

    public static string AssumedHarmless(string what) => $"{what} could not be read and was taken not to stand in the way.";

    private static string Named(PolicyChange change) => change.Policy is { Name.Length: > 0 } policy ? $" '{policy.Name}'" : To(change);

    private static string To(PolicyChange change) => change.AttachmentTarget is { } target ? $" of {target}" : "";
}
