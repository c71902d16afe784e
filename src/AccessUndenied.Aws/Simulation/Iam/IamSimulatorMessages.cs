using AccessUndenied.Events;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Aws.Simulation.Iam;

/// <summary>Every sentence about AWS's own simulator that a user can be shown.</summary>
internal static class IamSimulatorMessages
{
    public const string TrustUnknown = "AWS's simulator does not evaluate role trust policies; use the local simulator for this request";

    public static string CallerUnknown(Principal principal) =>
        $"AWS's simulator takes users and roles for callers, and {principal.Id} is neither; use the local simulator for this request";

    public static Note DocumentUnreadable(string policy, string? problem) => new(
        "simulator-document-unreadable",
        $"policy {policy} cannot be sent to AWS's simulator: {problem}");

    public const string PublicAccessBlockUnknown = "AWS's simulator does not know of S3 Block Public Access";

    public static Note LayerLeftOut(PolicyLayer layer) => new(
        "simulator-layer-left-out",
        $"AWS's simulator does not evaluate a {LayerNames.PolicyOf(layer)}; what it says leaves the one at hand out");

    public static Note SessionAsRole(string session, string role) => new(
        "simulator-session-as-role",
        $"AWS's simulator takes no session for a caller; it was asked about {role} in place of {session}");

    public static string NoAnswer(string action) => $"AWS's simulator answered without a result for {action}; run this again later";

    public static string Unknown(string decision) => $"AWS's simulator answered with a decision that is not known here: '{decision}'";

    public static Note Differs(SimulationResult local, SimulationResult other) => new(
        "simulator-differs",
        local.Decision == other.Decision
        ? $"AWS's simulator agrees on '{local.Assessment?.ToText()}' in the decision, and blames another layer: '{other.Assessment?.ToText()}'; please report this"
        : $"AWS's simulator says '{other.Assessment?.ToText()}', the local one '{local.Assessment?.ToText() ?? "that it hangs on values that nobody knows"}'; please report this");

    public static Note NotCompared(string why) => new("simulator-not-compared", $"The result was not compared with AWS's simulator: {why}.");
}
