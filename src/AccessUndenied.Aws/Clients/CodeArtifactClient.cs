namespace AccessUndenied.Aws.Clients;

/// <summary>Reads the policies of domains and repositories of packages.</summary>
/// <remarks>Source: CodeArtifact API Reference.</remarks>
internal sealed class CodeArtifactClient : AwsServiceClient
{
    public CodeArtifactClient(AccountAccess access, string region)
        : base(access, AwsService.CodeArtifact, region)
    {
    }

    public Task<string?> GetDomainPermissionsPolicyAsync(string domain, string domainOwner, CancellationToken cancellationToken) =>
        GetPolicyTextAsync(
            new AwsRequest("GetDomainPermissionsPolicy")
            {
                Method = "GET",
                Path = "/v1/domain/permissions/policy",
                Query = [("domain", domain), ("domain-owner", domainOwner)],
            },
            "policy/document",
            cancellationToken);

    public Task<string?> GetRepositoryPermissionsPolicyAsync(string domain, string domainOwner, string repository, CancellationToken cancellationToken) =>
        GetPolicyTextAsync(
            new AwsRequest("GetRepositoryPermissionsPolicy")
            {
                Method = "GET",
                Path = "/v1/repository/permissions/policy",
                Query = [("domain", domain), ("domain-owner", domainOwner), ("repository", repository)],
            },
            "policy/document",
            cancellationToken);
}
