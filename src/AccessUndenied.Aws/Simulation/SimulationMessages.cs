using System.Text.Json;
using AccessUndenied.Events;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Simulation;

/// <summary>What the simulator can say.</summary>
internal static partial class SimulationMessages
{
    public const string ResourceMissing = "the statement has no Resource or NotResource";
    public const string PrincipalNotAllowed = "a policy of this type must not have a Principal or NotPrincipal";
    public const string IncompleteArn = "an ARN in a session policy must have all six fields";
    public const string PublicAccessBlocked =
        "S3 Block Public Access (RestrictPublicBuckets) refuses callers of other accounts, because the bucket policy is public.";

    public static string Malformed(PolicyProblem problem, string? policy) => $"{policy ?? "a policy"} cannot be evaluated and could decide: {problem}";

    public static Note NeverAllowed(string action, string resource) => new(
        "never-allowed",
        $"No policy can allow {action} on {resource} for this caller: AWS keeps it to the owner's account or to itself.");

    public static Note RoleWithoutPath(string session) => new(
        "role-without-path",
        $"The path of the role behind {session} is not known; a role ARN with the same account and name was taken to be it.");

    public const string RequestIsNoObject = "a request is a JSON object; see the format of simulate requests";
    public const string RequestIsNoText = "the request holds text that is not valid UTF-8";

    public static string RequestIsNoJson(JsonException exception) =>
        $"the request is not valid JSON, at byte {exception.BytePositionInLine + 1} of its line {exception.LineNumber + 1}";

    public static string AtMember(string member, string what) => $"{member}: {what}";
}
