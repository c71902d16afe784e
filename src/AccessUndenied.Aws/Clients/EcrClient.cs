namespace AccessUndenied.Aws.Clients;

/// <summary>Reads the policies of repositories of images.</summary>
/// <remarks>Source: Amazon ECR API Reference.</remarks>
internal sealed class EcrClient : AwsServiceClient
{
    public EcrClient(AccountAccess access, string region)
        : base(access, AwsService.Ecr, region)
    {
    }

    public async Task<string?> GetRepositoryPolicyAsync(string registryId, string repositoryName, CancellationToken cancellationToken) =>
        (await JsonAsync("GetRepositoryPolicy", cancellationToken, ("registryId", registryId), ("repositoryName", repositoryName)).ConfigureAwait(false)).Text("policyText");
}
