namespace AccessUndenied.Aws.Clients;

/// <summary>Reads the policies of containers.</summary>
/// <remarks>Source: MediaStore API Reference.</remarks>
internal sealed class MediaStoreClient : AwsServiceClient
{
    public MediaStoreClient(AccountAccess access, string region)
        : base(access, AwsService.MediaStore, region)
    {
    }

    public async Task<string?> GetContainerPolicyAsync(string containerName, CancellationToken cancellationToken) =>
        (await JsonAsync("GetContainerPolicy", cancellationToken, ("ContainerName", containerName)).ConfigureAwait(false)).Text("Policy");
}
