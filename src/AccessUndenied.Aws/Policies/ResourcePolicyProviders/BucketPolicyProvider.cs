using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policies of buckets.</summary>
/// <remarks>Source: S3 API Reference.</remarks>
internal sealed class BucketPolicyProvider : AwsResourcePolicyProvider
{
    public BucketPolicyProvider(AwsConnection connection)
        : base(connection)
    {
    }

    protected override bool Serves(Arn arn) => arn.Service is "s3" && arn.AccountId.IsEmpty;

    protected override bool SaysNoPolicy(AwsCallException exception) => exception.Code is "NoSuchBucketPolicy";

    protected override Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken) =>
        BucketCalls.RunAsync(
            access,
            "s3:GetBucketPolicy",
            region,
            arn.Resource.ToString(),
            async (s3, bucket, token) => PolicyIn(await s3.GetBucketPolicyAsync(
                new GetBucketPolicyRequest { BucketName = bucket, ExpectedBucketOwner = access.AccountId }, token).ConfigureAwait(false)),
            cancellationToken);

    // The SDK takes the error for a policy where a bucket has none.
    private static string? PolicyIn(GetBucketPolicyResponse response)
    {
        var text = response.Policy?.Trim() ?? "";
        if (response.HttpStatusCode != HttpStatusCode.NotFound && text.StartsWith('{') && text.Contains("\"Statement\"", StringComparison.Ordinal))
        {
            return response.Policy;
        }

        var error = AwsError.Read(Encoding.UTF8.GetBytes(text), null);
        return error.Code switch
        {
            "NoSuchBucketPolicy" => null,
            null => throw new BadAnswerException("Statement"),
            _ => throw new AmazonS3Exception(error.Message ?? error.Code, ErrorType.Sender, error.Code, error.RequestId, HttpStatusCode.NotFound),
        };
    }
}
