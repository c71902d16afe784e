using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policies of secrets.</summary>
/// <remarks>Source: Secrets Manager API Reference, <c>GetResourcePolicy</c>.</remarks>
internal sealed class SecretPolicyProvider : AwsResourcePolicyProvider
{
    public SecretPolicyProvider(AwsConnection connection)
        : base(connection, "secretsmanager")
    {
    }

    protected override bool Serves(Arn arn) => arn.Resource.StartsWith("secret:", StringComparison.Ordinal);

    protected override Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken) =>
        access.Client((owner, place) => new SecretsManagerClient(owner, place), region).GetResourcePolicyAsync(arn.ToString(), cancellationToken);
}
