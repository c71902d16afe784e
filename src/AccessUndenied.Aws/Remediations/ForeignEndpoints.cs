using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Calls through a VPC endpoint of another account than the caller's, as the record says it.</summary>
/// <remarks>
/// Whoever stole credentials may use them through an endpoint of its own, and its network is then in the record. Source:
/// <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">CloudTrail record contents, <c>vpcEndpointAccountId</c></see>.
/// </remarks>
internal static class ForeignEndpoints
{
    private static readonly string[] s_keys =
        ["aws:SourceVpce", "aws:SourceVpc", "aws:SourceVpcArn", "aws:VpcSourceIp", "aws:VpceAccount", "aws:VpceOrgID", "aws:VpceOrgPaths"];

    /// <summary>Whether <paramref name="key"/> tells of a network that is another account's.</summary>
    public static bool IsOf(AuthorizationRequest request, string key) => OwnerOf(request) is not null && s_keys.Contains(key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether <paramref name="key"/> tells the network that a call comes from.</summary>
    public static bool TellsNetwork(string key) => key.Equals("aws:SourceIp", StringComparison.OrdinalIgnoreCase) || s_keys.Contains(key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the statements of <paramref name="json"/> have a condition on such a network.</summary>
    public static bool AreIn(string json) => Array.Exists(s_keys, key => json.Contains($"\"{key}\"", StringComparison.OrdinalIgnoreCase));

    /// <summary>The account whose endpoint it is; null where that is the caller's, or not known.</summary>
    public static string? OwnerOf(AuthorizationRequest request) =>
        request.NetworkEndpointAccountId is { } owner && request.Principal.AccountId is { } home && owner != home ? owner : null;
}
