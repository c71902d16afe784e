namespace AccessUndenied.Aws.Clients;

/// <summary>Reads the policies of search domains.</summary>
/// <remarks>Source: Amazon OpenSearch Service API Reference.</remarks>
internal sealed class OpenSearchClient : AwsServiceClient
{
    public OpenSearchClient(AccountAccess access, string region)
        : base(access, AwsService.OpenSearch, region)
    {
    }

    public Task<string?> DescribeDomainAsync(string domainName, CancellationToken cancellationToken) =>
        GetPolicyTextAsync(
            new AwsRequest("DescribeDomain")
            {
                Method = "GET",
                Path = "/2021-01-01/opensearch/domain/{DomainName}",
                PathValues = [("DomainName", domainName)],
            },
            "DomainStatus/AccessPolicies",
            cancellationToken);
}
