using System.Text.Json;
using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policies of tables of S3 Tables: the table's own and its bucket's as one, since both have a say.</summary>
/// <remarks>
/// The policy is asked for by namespace and name, which the table itself tells by its ARN. Source: S3 API Reference,
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_s3Buckets_GetTable.html">GetTable</see>,
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_s3Buckets_GetTablePolicy.html">GetTablePolicy</see>; S3 User Guide,
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-resource-based-policies.html">Resource-based policies for S3 Tables</see>.
/// </remarks>
internal sealed class TablePolicyProvider : AwsResourcePolicyProvider
{
    private const string Separator = "/table/";
    private const string NotFound = "NotFoundException";

    public TablePolicyProvider(AwsConnection connection)
        : base(connection)
    {
    }

    protected override bool Serves(Arn arn) =>
        arn.Service is "s3tables" && arn.Resource.StartsWith("bucket/", StringComparison.Ordinal) && arn.Resource.IndexOf(Separator, StringComparison.Ordinal) > 0;

    protected override async Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken)
    {
        var client = access.Client((owner, place) => new TablesClient(owner, place), region);
        var text = arn.ToString();
        var bucket = text[..text.IndexOf(Separator, StringComparison.Ordinal)];
        var table = await client.GetTableAsync(text, cancellationToken).ConfigureAwait(false);
        var space = table.Member("namespace") is { ValueKind: JsonValueKind.Array } spaces && spaces.GetArrayLength() == 1 ? spaces[0].GetString() : null;
        if (space is null || table.Text("name") is not { } name)
        {
            throw new AwsCallException(AwsFault.Refused, null, LiveMessages.NoNameOfTable(text), null);
        }

        string?[] documents =
        [
            await OrNoneAsync(() => client.GetTableBucketPolicyAsync(bucket, cancellationToken)).ConfigureAwait(false),
            await OrNoneAsync(() => client.GetTablePolicyAsync(bucket, space, name, cancellationToken)).ConfigureAwait(false),
        ];
        return JoinedPolicies.Of([.. documents.OfType<string>()]);
    }

    // Table and bucket are there: what is not found is the policy.
    private static async Task<string?> OrNoneAsync(Func<Task<string?>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (AwsCallException exception) when (exception.Code == NotFound)
        {
            return null;
        }
    }
}
