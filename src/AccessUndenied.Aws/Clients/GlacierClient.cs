namespace AccessUndenied.Aws.Clients;

/// <summary>Reads the policies of vaults of archives.</summary>
/// <remarks>Source: Amazon S3 Glacier Developer Guide, "API Reference".</remarks>
internal sealed class GlacierClient : AwsServiceClient
{
    public GlacierClient(AccountAccess access, string region)
        : base(access, AwsService.Glacier, region)
    {
    }

    public Task<string?> GetVaultAccessPolicyAsync(string accountId, string vaultName, CancellationToken cancellationToken) =>
        GetPolicyTextAsync(
            new AwsRequest("GetVaultAccessPolicy")
            {
                Method = "GET",
                Path = "/{accountId}/vaults/{vaultName}/access-policy",
                PathValues = [("accountId", accountId), ("vaultName", vaultName)],
                Headers = [("x-amz-glacier-version", "2012-06-01")],
            },
            "Policy",
            cancellationToken);
}
