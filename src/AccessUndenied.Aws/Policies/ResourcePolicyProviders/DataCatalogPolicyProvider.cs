using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policy of a data catalog, which covers all that is in it.</summary>
/// <remarks>Source: AWS Glue API Reference, <c>GetResourcePolicy</c>.</remarks>
internal sealed class DataCatalogPolicyProvider : AwsResourcePolicyProvider
{
    public DataCatalogPolicyProvider(AwsConnection connection)
        : base(connection, "glue")
    {
    }

    protected override bool SaysNoPolicy(AwsCallException exception) => exception.Code is "EntityNotFoundException";

    protected override Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken) =>
        access.Client((owner, place) => new GlueClient(owner, place), region).GetResourcePolicyAsync(cancellationToken);
}
