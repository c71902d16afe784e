using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policies of domains and repositories of packages.</summary>
/// <remarks>Source: CodeArtifact API Reference.</remarks>
internal sealed class PackagePolicyProvider : AwsResourcePolicyProvider
{
    public PackagePolicyProvider(AwsConnection connection)
        : base(connection, "codeartifact")
    {
    }

    protected override bool Serves(Arn arn) => arn.Resource.StartsWith("domain/", StringComparison.Ordinal) || arn.Resource.StartsWith("repository/", StringComparison.Ordinal);

    protected override bool SaysNoPolicy(AwsCallException exception) => exception.Code is "ResourceNotFoundException";

    protected override Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken)
    {
        var client = access.Client((owner, place) => new CodeArtifactClient(owner, place), region);
        var parts = arn.Resource.ToString().Split('/');
        return parts is [_, var domain, var repository]
            ? client.GetRepositoryPermissionsPolicyAsync(domain, arn.AccountId.ToString(), repository, cancellationToken)
            : client.GetDomainPermissionsPolicyAsync(parts[1], arn.AccountId.ToString(), cancellationToken);
    }
}
