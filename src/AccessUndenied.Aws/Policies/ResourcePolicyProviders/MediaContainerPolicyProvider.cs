using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policies of containers of media.</summary>
/// <remarks>Source: MediaStore API Reference, <c>GetContainerPolicy</c>.</remarks>
internal sealed class MediaContainerPolicyProvider : AwsResourcePolicyProvider
{
    public MediaContainerPolicyProvider(AwsConnection connection)
        : base(connection, "mediastore")
    {
    }

    protected override bool Serves(Arn arn) => arn.Resource.StartsWith("container/", StringComparison.Ordinal);

    protected override bool SaysNoPolicy(AwsCallException exception) => exception.Code is "PolicyNotFoundException";

    protected override Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken) =>
        access.Client((owner, place) => new MediaStoreClient(owner, place), region).GetContainerPolicyAsync(After(arn, "container/"), cancellationToken);
}
