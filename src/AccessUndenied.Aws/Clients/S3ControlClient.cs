using System.Xml.Linq;

namespace AccessUndenied.Aws.Clients;

/// <summary>Reads what S3 keeps for an account: its public access block.</summary>
/// <remarks>Source: S3 API Reference, "S3 Control".</remarks>
internal sealed class S3ControlClient : AwsServiceClient
{
    public S3ControlClient(AccountAccess access, string region)
        : base(access, AwsService.S3Control, region)
    {
    }

    /// <summary>The account's switches.</summary>
    public Task<XElement> GetPublicAccessBlockAsync(string accountId, CancellationToken cancellationToken) =>
        GetAsync("GetPublicAccessBlock", "s3:GetAccountPublicAccessBlock", "/v20180820/configuration/publicAccessBlock", accountId, [], cancellationToken);

    private Task<XElement> GetAsync(
        string operation, string permission, string path, string accountId, IReadOnlyList<(string Name, string Value)> pathValues, CancellationToken cancellationToken) =>
        SendAsync(
            new AwsRequest(operation)
            {
                Method = "GET",
                Path = path,
                PathValues = pathValues,
                Headers = [("x-amz-account-id", accountId)],
                HostPrefix = accountId + ".",
            },
            answer => WholeIn(answer.ToXml()),
            cancellationToken,
            permission);

    private static XElement WholeIn(XElement block)
    {
        Require(block, string.Join('|', PublicAccessSwitches.Names));
        return block;
    }
}
