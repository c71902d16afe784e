using System.Xml.Linq;

namespace AccessUndenied.Aws.Clients;

/// <summary>Reads what S3 keeps for an account: its public access block, and its Multi-Region Access Points.</summary>
/// <remarks>Source: S3 API Reference, "S3 Control".</remarks>
internal sealed class S3ControlClient : AwsServiceClient
{
    public S3ControlClient(AccountAccess access, string region)
        : base(access, AwsService.S3Control, region)
    {
    }

    /// <summary>The account's switches.</summary>
    public Task<XElement> GetPublicAccessBlockAsync(string accountId, CancellationToken cancellationToken) =>
        GetAsync(
            "GetPublicAccessBlock", "s3:GetAccountPublicAccessBlock", "/v20180820/configuration/publicAccessBlock", accountId, [], string.Join('|', PublicAccessSwitches.Names), cancellationToken);

    /// <summary>The account's Multi-Region Access Points: all of them, as one page.</summary>
    public Task<XElement> ListMultiRegionAccessPointsAsync(string accountId, CancellationToken cancellationToken) =>
        GetAsync("ListMultiRegionAccessPoints", "s3:ListMultiRegionAccessPoints", "/v20180820/mrap/instances", accountId, [], "AccessPoints", cancellationToken);

    /// <summary>The policy of the Multi-Region Access Point <paramref name="name"/>, established and proposed.</summary>
    public Task<XElement> GetMultiRegionAccessPointPolicyAsync(string accountId, string name, CancellationToken cancellationToken) =>
        GetAsync(
            "GetMultiRegionAccessPointPolicy", "s3:GetMultiRegionAccessPointPolicy", "/v20180820/mrap/instances/{name}/policy", accountId, [("name", name)], "Policy", cancellationToken);

    private Task<XElement> GetAsync(
        string operation,
        string permission,
        string path,
        string accountId,
        IReadOnlyList<(string Name, string Value)> pathValues,
        string always,
        CancellationToken cancellationToken) =>
        SendAsync(
            new AwsRequest(operation)
            {
                Method = "GET",
                Path = path,
                PathValues = pathValues,
                Headers = [("x-amz-account-id", accountId)],
                HostPrefix = accountId + ".",
            },
            answer => WholeIn(answer.ToXml(), always),
            cancellationToken,
            permission);

    private static XElement WholeIn(XElement answer, string always)
    {
        Require(answer, always);
        return answer;
    }
}
