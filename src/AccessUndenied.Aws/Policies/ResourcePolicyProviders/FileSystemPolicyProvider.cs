using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policies of file systems.</summary>
/// <remarks>Source: Amazon EFS API Reference, <c>DescribeFileSystemPolicy</c>.</remarks>
internal sealed class FileSystemPolicyProvider : AwsResourcePolicyProvider
{
    public FileSystemPolicyProvider(AwsConnection connection)
        : base(connection, "elasticfilesystem")
    {
    }

    protected override bool Serves(Arn arn) => arn.Resource.StartsWith("file-system/", StringComparison.Ordinal);

    protected override bool SaysNoPolicy(AwsCallException exception) => exception.Code is "PolicyNotFound";

    protected override Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken) =>
        access.Client((owner, place) => new FileSystemClient(owner, place), region).DescribeFileSystemPolicyAsync(After(arn, "file-system/"), cancellationToken);
}
