using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policies of repositories of images.</summary>
/// <remarks>Source: Amazon ECR API Reference, <c>GetRepositoryPolicy</c>.</remarks>
internal sealed class ImageRepositoryPolicyProvider : AwsResourcePolicyProvider
{
    public ImageRepositoryPolicyProvider(AwsConnection connection)
        : base(connection, "ecr")
    {
    }

    protected override bool Serves(Arn arn) => arn.Resource.StartsWith("repository/", StringComparison.Ordinal);

    protected override bool SaysNoPolicy(AwsCallException exception) => exception.Code is "RepositoryPolicyNotFoundException";

    protected override Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken) =>
        access.Client((owner, place) => new EcrClient(owner, place), region)
            .GetRepositoryPolicyAsync(arn.AccountId.ToString(), After(arn, "repository/"), cancellationToken);
}
