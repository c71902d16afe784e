namespace AccessUndenied.Aws.Clients;

/// <summary>Reads the policies of file systems.</summary>
/// <remarks>Source: Amazon EFS API Reference.</remarks>
internal sealed class FileSystemClient : AwsServiceClient
{
    public FileSystemClient(AccountAccess access, string region)
        : base(access, AwsService.FileSystem, region)
    {
    }

    public Task<string?> DescribeFileSystemPolicyAsync(string fileSystemId, CancellationToken cancellationToken) =>
        GetPolicyTextAsync(
            new AwsRequest("DescribeFileSystemPolicy")
            {
                Method = "GET",
                Path = "/2015-02-01/file-systems/{FileSystemId}/policy",
                PathValues = [("FileSystemId", fileSystemId)],
            },
            "Policy",
            cancellationToken);
}
