using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;
using AccessUndenied.Text;

namespace AccessUndenied.Explanations;

/// <summary>What is said where the error text, the record of the decision and the policies disagree or are silent.</summary>
internal static class WitnessMessages
{
    public const string NoRequest = "no request could be made of the event";

    public static Note DenyNotFound(PolicyLayer? layer) => new(
        "deny-not-found",
        $"The error text names an explicit deny{(layer is { } said ? $" in {LayerNames.An(said)}" : "")}, which the policies at hand do not have: "
        + "no allow lifts a deny, so that nothing counts as verified until that deny is found or known to be gone.");

    public static readonly Note MessageTruncated = new("message-truncated", "The error text was cut off where the log keeps no more; what it said after that is lost.");

    public static Note OtherwiseNow(IReadOnlyList<string> policies) => new(
        "otherwise-now",
        $"Changed since the refusal, and evaluated here as {(policies.Count == 1 ? "it was" : "they were")} then: {Sentences.List(policies)}.");

    /// <summary>That a change is too near to the event for anybody to know which text was in effect, and the texts do not decide alike.</summary>
    public static Note Unsettled(AuthorizationRequest request, bool allows, bool refuses, bool isDecided) => new(
        "change-unsettled",
        "A policy was changed within seconds of the refusal, and changes take some seconds until they are in effect everywhere: nobody knows which text was. "
        + (allows && refuses && isDecided
            ? $"With one {request.Action} on {request.Resource} is allowed, with the other it is refused. Since it was refused, the one that refuses is likely to have been in effect: try again."
            : $"They do not decide alike of {request.Action} on {request.Resource}."));

    public static Note Today(AuthorizationRequest request, Decision decision, Decision then) => new("policies-of-now", decision switch
    {
        Decision.Allowed => $"The policies of now allow {request.Action} on {request.Resource}: what was changed since has mended it.",
        Decision.Indeterminate => $"Whether the policies of now allow {request.Action} on {request.Resource} hangs on what is not known.",
        _ when then == Decision.Allowed => $"The policies of now refuse {request.Action} on {request.Resource}.",
        _ => $"The policies of now refuse {request.Action} on {request.Resource} as well.",
    });

    public static Note RecordDiffers(AuthorizationRequest request, RecordedEffect recorded, SimulationResult result) => new(
        "record-differs",
        $"The record of the decision says that {request.Action} on {request.Resource} was {Words(recorded)}, and the policies at hand, evaluated here, say that it is {Words(result.Decision)}.");

    private static string Words(RecordedEffect effect) => effect switch
    {
        RecordedEffect.Allowed => "allowed",
        RecordedEffect.ExplicitDeny => "denied by a statement",
        _ => "allowed by no statement",
    };

    private static string Words(Decision decision) => decision switch
    {
        Decision.Allowed => "allowed",
        Decision.ExplicitDeny => "denied by a statement",
        _ => "allowed by no statement",
    };

    public static readonly Note DisagreesUnexplained = new(
        "disagrees-unexplained",
        "No change of a policy since the event is recorded; it may have been changed and not been dated, or AWS saw a value that the record does not tell.");

    public static Note ChangedSince(IReadOnlyList<AttachedPolicy> policies) => new(
        "policies-changed-since",
        $"Changed since the event, so that this may already be mended or was otherwise then: {Sentences.List([.. policies.Select(
            policy => $"{(policy.Name.Length > 0 ? policy.Name : policy.Id ?? policy.AttachedTo)} (on "
                + $"{policy.LastModified!.Value.UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)} UTC)")])}.");

    public static Note DisagreesUnread(IReadOnlyList<UnavailableEvidence> unread) => new(
        "disagrees-unread",
        $"That policy could not be read ({Sentences.List([.. unread.Select(item => item.What)])}), so that the error text is the better witness of it.");

    public static Note DisagreesAbsent(PolicyLayer said) => new(
        "disagrees-absent",
        $"No {LayerNames.PolicyOf(said)} is at hand; it was removed since, or was not collected.");

    public static Note AllowedNow(PolicyLayer? said, IReadOnlyList<UnavailableEvidence> unread) => said is { } layer
        ? unread.Any(item => item.Layer == layer)
            ? new("allowed-but-unread", $"Every policy that was read allows the request. The error text blames {LayerNames.An(layer)}, and that could not be read.")
            : new(ChangedSinceId, $"The policies at hand allow the request, though the error text blames {LayerNames.An(layer)}: they were probably changed since.")
        : unread.Count > 0
            ? new("allowed-but-unread", $"Every policy that was read allows the request. What refused it is perhaps what could not be read: {Sentences.List([.. unread.Select(item => item.What)])}.")
            : new("allowed-by-policies", "Every policy at hand allows the request; what follows is what else refuses.");

    public static Note MessageDisagrees(PolicyLayer said, bool? isExplicit) => new(
        "message-disagrees",
        $"The error text blames {LayerNames.An(said)}{(isExplicit == true ? " with an explicit deny" : "")}, which the policies at hand do not confirm.");

    public static string Undecided(IReadOnlyList<UnavailableEvidence> unavailable, IReadOnlyList<string> keys, DenialHint hint)
    {
        if (hint.IsExplicitDeny is { } isExplicit)
        {
            return $"The error text speaks of {(isExplicit ? "an explicit deny" : "a missing allow")} without saying in which policy, and the policies at hand do not tell.";
        }

        return unavailable.Count > 0
            ? $"The error text gives no reason, and this could not be read: {Sentences.List([.. unavailable.Select(item => item.What)])}."
            : $"The error text gives no reason, and the policies hang on {Sentences.List(keys)}, which the record does not tell.";
    }

    public static Note Presumed(IReadOnlyList<UnavailableEvidence> unavailable) => new(
        "presumed",
        $"The error text names no kind of policy, and this could not be read: {Sentences.List([.. unavailable.Select(item => item.What)])}. The conclusion is the commonest reason, not a finding.");

    /// <summary>The id of the note that presumes a change of policies, the last resort for those who know nothing better.</summary>
    public const string ChangedSinceId = "policies-probably-changed";
}
