using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.ResourcePolicyProviders;
using Amazon.S3.Model;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Reads the tags of S3 objects, which is asked only where a policy has a condition on them.</summary>
/// <remarks>Source: S3 API Reference, <c>GetObjectTagging</c>.</remarks>
internal sealed class ObjectTagCollector
{
    private readonly AwsConnection _connection;

    public ObjectTagCollector(AwsConnection connection) => _connection = connection;

    /// <summary>The tags of the object, in a bucket of <paramref name="accountId"/>.</summary>
    public async Task<Fragment> CollectAsync(ObjectTagQuery query, string accountId, CancellationToken cancellationToken)
    {
        var collected = new CollectedSnapshot();
        var account = collected.Account(accountId);
        try
        {
            var access = await _connection.ForAccountAsync(accountId, cancellationToken).ConfigureAwait(false);
            var answer = await BucketCalls.RunAsync(
                access,
                "s3:GetObjectTagging",
                query.Region,
                query.Bucket,
                (s3, bucket, token) => s3.GetObjectTaggingAsync(
                    new GetObjectTaggingRequest { BucketName = bucket, Key = query.Key, ExpectedBucketOwner = accountId }, token),
                cancellationToken).ConfigureAwait(false);
            account.AddResourceTags(query.Arn, (answer.Tagging ?? []).Select(tag => KeyValuePair.Create(tag.Key, tag.Value)));
        }
        catch (AwsCallException exception)
        {
            account.Miss(UnreadEvidence.Tags(query.Arn), exception);
        }

        return collected.ToFragment(query.Arn, accountId);
    }
}
