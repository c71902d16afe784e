namespace AccessUndenied.Aws.Clients;

/// <summary>Finds secrets.</summary>
/// <remarks>Source: Secrets Manager API Reference.</remarks>
internal sealed class SecretsManagerClient : AwsServiceClient
{
    public SecretsManagerClient(AccountAccess access, string region)
        : base(access, AwsService.SecretsManager, region)
    {
    }

    /// <summary>The ARN of the secret with this name or ARN.</summary>
    public async Task<string?> FindArnAsync(string secretId, CancellationToken cancellationToken) =>
        (await JsonAsync("GetResourcePolicy", "ARN", cancellationToken, ("SecretId", secretId)).ConfigureAwait(false)).Text("ARN");
}
