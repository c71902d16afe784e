using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policies of data streams.</summary>
/// <remarks>Source: Kinesis API Reference, <c>GetResourcePolicy</c>.</remarks>
internal sealed class DataStreamPolicyProvider : AwsResourcePolicyProvider
{
    public DataStreamPolicyProvider(AwsConnection connection)
        : base(connection, "kinesis")
    {
    }

    protected override bool Serves(Arn arn) => arn.Resource.StartsWith("stream/", StringComparison.Ordinal);

    protected override Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken) =>
        access.Client((owner, place) => new KinesisClient(owner, place), region).GetResourcePolicyAsync(arn.ToString(), cancellationToken);
}
