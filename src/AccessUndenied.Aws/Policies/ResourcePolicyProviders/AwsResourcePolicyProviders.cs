using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The providers that are there without being registered.</summary>
internal static class AwsResourcePolicyProviders
{
    public static IReadOnlyList<AwsResourcePolicyProvider> All(AwsConnection connection) =>
    [
        new BucketPolicyProvider(connection),
        new KeyPolicyProvider(connection),
        new QueuePolicyProvider(connection),
        new LogPolicyProvider(connection),
        new MultiRegionAccessPointPolicyProvider(connection),
        new TablePolicyProvider(connection),
        new PolicyTableProvider(connection),
    ];
}
