using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policies of backup vaults.</summary>
/// <remarks>Source: AWS Backup API Reference, <c>GetBackupVaultAccessPolicy</c>.</remarks>
internal sealed class BackupVaultPolicyProvider : AwsResourcePolicyProvider
{
    public BackupVaultPolicyProvider(AwsConnection connection)
        : base(connection, "backup")
    {
    }

    protected override bool Serves(Arn arn) => arn.Resource.StartsWith("backup-vault:", StringComparison.Ordinal);

    protected override bool SaysNoPolicy(AwsCallException exception) => exception.Code is "ResourceNotFoundException";

    protected override Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken) =>
        access.Client((owner, place) => new BackupClient(owner, place), region).GetBackupVaultAccessPolicyAsync(After(arn, "backup-vault:"), cancellationToken);
}
