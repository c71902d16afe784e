using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The providers that are there without being registered.</summary>
internal static class AwsResourcePolicyProviders
{
    public static IReadOnlyList<AwsResourcePolicyProvider> All(AwsConnection connection) =>
    [
        new BucketPolicyProvider(connection),
        new KeyPolicyProvider(connection),
        new SecretPolicyProvider(connection),
        new ImageRepositoryPolicyProvider(connection),
        new FunctionPolicyProvider(connection),
        new QueuePolicyProvider(connection),
        new TopicPolicyProvider(connection),
        new TablePolicyProvider(connection),
        new EventBusPolicyProvider(connection),
        new LogPolicyProvider(connection),
        new ApiPolicyProvider(connection),
        new FileSystemPolicyProvider(connection),
        new SearchDomainPolicyProvider(connection),
        new ArchiveVaultPolicyProvider(connection),
        new BackupVaultPolicyProvider(connection),
        new PackagePolicyProvider(connection),
        new DataCatalogPolicyProvider(connection),
        new MediaContainerPolicyProvider(connection),
        new DataStreamPolicyProvider(connection),
    ];
}
