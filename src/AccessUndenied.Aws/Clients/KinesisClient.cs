namespace AccessUndenied.Aws.Clients;

/// <summary>Reads the policies of streams.</summary>
/// <remarks>Source: Kinesis Data Streams API Reference.</remarks>
internal sealed class KinesisClient : AwsServiceClient
{
    public KinesisClient(AccountAccess access, string region)
        : base(access, AwsService.Kinesis, region)
    {
    }

    public async Task<string?> GetResourcePolicyAsync(string resourceArn, CancellationToken cancellationToken) =>
        (await JsonAsync("GetResourcePolicy", cancellationToken, ("ResourceARN", resourceArn)).ConfigureAwait(false)).Text("Policy");
}
