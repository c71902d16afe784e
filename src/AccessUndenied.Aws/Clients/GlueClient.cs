namespace AccessUndenied.Aws.Clients;

/// <summary>Reads the policy of a data catalog.</summary>
/// <remarks>Source: AWS Glue API Reference.</remarks>
internal sealed class GlueClient : AwsServiceClient
{
    public GlueClient(AccountAccess access, string region)
        : base(access, AwsService.Glue, region)
    {
    }

    public async Task<string?> GetResourcePolicyAsync(CancellationToken cancellationToken) =>
        (await JsonAsync("GetResourcePolicy", cancellationToken).ConfigureAwait(false)).Text("PolicyInJson");
}
