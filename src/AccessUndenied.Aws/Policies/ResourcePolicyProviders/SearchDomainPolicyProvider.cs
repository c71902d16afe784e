using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The access policies of search domains.</summary>
/// <remarks>Source: Amazon OpenSearch Service API Reference, <c>DescribeDomain</c>.</remarks>
internal sealed class SearchDomainPolicyProvider : AwsResourcePolicyProvider
{
    public SearchDomainPolicyProvider(AwsConnection connection)
        : base(connection, "es")
    {
    }

    protected override bool Serves(Arn arn) => arn.Resource.StartsWith("domain/", StringComparison.Ordinal);

    protected override Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken) =>
        access.Client((owner, place) => new OpenSearchClient(owner, place), region).DescribeDomainAsync(After(arn, "domain/"), cancellationToken);
}
