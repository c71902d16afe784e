namespace AccessUndenied.Aws.Clients;

/// <summary>Reads the policies of tables and streams.</summary>
/// <remarks>Source: DynamoDB API Reference.</remarks>
internal sealed class DynamoDbClient : AwsServiceClient
{
    public DynamoDbClient(AccountAccess access, string region)
        : base(access, AwsService.DynamoDb, region)
    {
    }

    public async Task<string?> GetResourcePolicyAsync(string resourceArn, CancellationToken cancellationToken) =>
        (await JsonAsync("GetResourcePolicy", cancellationToken, ("ResourceArn", resourceArn)).ConfigureAwait(false)).Text("Policy");
}
