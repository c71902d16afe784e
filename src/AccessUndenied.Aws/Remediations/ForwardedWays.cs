using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>What calls lack that a service makes with the caller's authority, whichever way the caller itself came (DEP-03).</summary>
/// <remarks>Source: IAM User Guide, "Forward access sessions": https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html</remarks>
internal static class ForwardedWays
{
    private const string Via = "aws:ViaAWSService";

    private static readonly string[] s_lost =
        ["aws:SourceVpc", "aws:SourceVpce", "aws:SourceVpcArn", "aws:VpcSourceIp", "aws:VpceAccount", "aws:VpceOrgID", "aws:VpceOrgPaths"];

    // What AWS's perimeters test beside the address; the service's own connection is not the caller's to choose.
    private static readonly string[] s_ofConnection = ["aws:SourceIp", "aws:SecureTransport"];

    /// <summary>Whether a service made the call, or may have made it, so that nothing the caller does gives it <paramref name="key"/>.</summary>
    public static bool Lose(AuthorizationRequest request, string key) =>
        (s_lost.Contains(key, StringComparer.OrdinalIgnoreCase) || key.Equals("aws:SecureTransport", StringComparison.OrdinalIgnoreCase)) && MayBeForwarded(request);

    /// <summary>The condition that leaves such calls out of a Deny on where calls come from, as AWS's own examples of perimeters do; none where it was not such a call.</summary>
    public static IReadOnlyList<(string Operator, string Key, string Value)> NarrowingOf(AuthorizationRequest request, Statement statement) =>
        request.Context[Via] is { Count: 1 } via && via[0] == "true"
        && statement.Conditions.Any(condition => s_lost.Concat(s_ofConnection).Contains(condition.Key, StringComparer.OrdinalIgnoreCase))
        && !statement.Conditions.Any(condition => condition.Key.Equals(Via, StringComparison.OrdinalIgnoreCase))
            ? [("BoolIfExists", Via, "false")] : [];

    private static bool MayBeForwarded(AuthorizationRequest request) => request.Context[Via] is { IsAbsent: false } via && !(via.IsKnown && via[0] == "false");
}
