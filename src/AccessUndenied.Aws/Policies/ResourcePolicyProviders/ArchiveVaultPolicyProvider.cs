using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policies of vaults of archives.</summary>
/// <remarks>Source: Amazon S3 Glacier Developer Guide, <c>GetVaultAccessPolicy</c>: the same code for a vault that does not exist.</remarks>
internal sealed class ArchiveVaultPolicyProvider : AwsResourcePolicyProvider
{
    public ArchiveVaultPolicyProvider(AwsConnection connection)
        : base(connection, "glacier")
    {
    }

    protected override bool Serves(Arn arn) => arn.Resource.StartsWith("vaults/", StringComparison.Ordinal);

    protected override bool SaysNoPolicy(AwsCallException exception) => exception.Code is "ResourceNotFoundException" && !LiveMessages.IsAboutMissing(exception, "Vault");

    protected override Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken) =>
        access.Client((owner, place) => new GlacierClient(owner, place), region)
            .GetVaultAccessPolicyAsync(arn.AccountId.ToString(), After(arn, "vaults/"), cancellationToken);
}
