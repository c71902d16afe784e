namespace AccessUndenied.Aws.Clients;

/// <summary>Reads the policies of backup vaults.</summary>
/// <remarks>Source: AWS Backup API Reference.</remarks>
internal sealed class BackupClient : AwsServiceClient
{
    public BackupClient(AccountAccess access, string region)
        : base(access, AwsService.Backup, region)
    {
    }

    public Task<string?> GetBackupVaultAccessPolicyAsync(string backupVaultName, CancellationToken cancellationToken) =>
        GetPolicyTextAsync(
            new AwsRequest("GetBackupVaultAccessPolicy")
            {
                Method = "GET",
                Path = "/backup-vaults/{backupVaultName}/access-policy",
                PathValues = [("backupVaultName", backupVaultName)],
            },
            "Policy",
            cancellationToken);
}
