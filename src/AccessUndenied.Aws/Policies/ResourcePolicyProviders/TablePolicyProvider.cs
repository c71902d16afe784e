using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policies of tables and of their streams.</summary>
/// <remarks>Source: DynamoDB API Reference, <c>GetResourcePolicy</c>.</remarks>
internal sealed class TablePolicyProvider : AwsResourcePolicyProvider
{
    public TablePolicyProvider(AwsConnection connection)
        : base(connection, "dynamodb")
    {
    }

    protected override bool Serves(Arn arn) => arn.Resource.StartsWith("table/", StringComparison.Ordinal);

    protected override bool SaysNoPolicy(AwsCallException exception) => exception.Code is "PolicyNotFoundException";

    protected override Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken) =>
        access.Client((owner, place) => new DynamoDbClient(owner, place), region).GetResourcePolicyAsync(arn.ToString(), cancellationToken);
}
