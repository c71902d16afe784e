using System.Text.Json;

namespace AccessUndenied.Aws.Clients;

/// <summary>Reads S3 Tables: what a table is called, and the policies of tables and their buckets.</summary>
/// <remarks>Source: S3 API Reference, "S3 Tables".</remarks>
internal sealed class TablesClient : AwsServiceClient
{
    public TablesClient(AccountAccess access, string region)
        : base(access, AwsService.S3Tables, region)
    {
    }

    /// <summary>The table with the ARN <paramref name="arn"/>.</summary>
    public Task<JsonElement> GetTableAsync(string arn, CancellationToken cancellationToken) =>
        GetAsync("GetTable", "/get-table", [], [("tableArn", arn)], "name", cancellationToken);

    /// <summary>The policy of a table.</summary>
    /// <param name="bucket">The ARN of its table bucket.</param>
    /// <param name="space">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<string?> GetTablePolicyAsync(string bucket, string space, string name, CancellationToken cancellationToken)
    {
        (string Name, string Value)[] values = [("bucket", bucket), ("space", space), ("name", name)];
        return (await GetAsync("GetTablePolicy", "/tables/{bucket}/{space}/{name}/policy", values, [], "resourcePolicy", cancellationToken).ConfigureAwait(false)).Text("resourcePolicy");
    }

    /// <summary>The policy of the table bucket with the ARN <paramref name="bucket"/>.</summary>
    public async Task<string?> GetTableBucketPolicyAsync(string bucket, CancellationToken cancellationToken) =>
        (await GetAsync("GetTableBucketPolicy", "/buckets/{bucket}/policy", [("bucket", bucket)], [], "resourcePolicy", cancellationToken).ConfigureAwait(false)).Text("resourcePolicy");

    private Task<JsonElement> GetAsync(
        string operation,
        string path,
        IReadOnlyList<(string Name, string Value)> pathValues,
        IReadOnlyList<(string Name, string Value)> query,
        string always,
        CancellationToken cancellationToken) =>
        SendAsync(
            new AwsRequest(operation) { Method = "GET", Path = path, PathValues = pathValues, Query = query },
            answer =>
            {
                var json = answer.ToJson();
                Require(json, always);
                return json;
            },
            cancellationToken);
}
