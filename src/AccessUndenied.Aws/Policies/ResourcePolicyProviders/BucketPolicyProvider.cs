using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policies of buckets and access points.</summary>
/// <remarks>Source: S3 API Reference.</remarks>
internal sealed class BucketPolicyProvider : AwsResourcePolicyProvider
{
    public BucketPolicyProvider(AwsConnection connection)
        : base(connection, "s3")
    {
    }

    protected override bool Serves(Arn arn) => arn.AccountId.IsEmpty || arn.Resource.StartsWith("accesspoint/", StringComparison.Ordinal);

    protected override bool SaysNoPolicy(AwsCallException exception) => exception.Code is "NoSuchBucketPolicy" or "NoSuchAccessPointPolicy";

    protected override Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken) => arn.AccountId.IsEmpty
        ? BucketCalls.RunAsync(
            access,
            "s3:GetBucketPolicy",
            region,
            arn.Resource.ToString(),
            async (s3, bucket, token) => PolicyIn(await s3.GetBucketPolicyAsync(
                new GetBucketPolicyRequest { BucketName = bucket, ExpectedBucketOwner = access.AccountId }, token).ConfigureAwait(false)),
            cancellationToken)
        : access.Client((owner, place) => new S3ControlClient(owner, place), region)
            .GetAccessPointPolicyAsync(arn.AccountId.ToString(), After(arn, "accesspoint/"), cancellationToken);

    // The SDK takes the error for a policy where a bucket has none.
    private static string? PolicyIn(GetBucketPolicyResponse response)
    {
        if (response.HttpStatusCode != HttpStatusCode.NotFound && response.Policy?.StartsWith('<') != true)
        {
            return response.Policy;
        }

        var error = AwsError.Read(Encoding.UTF8.GetBytes(response.Policy ?? ""), null);
        return error.Code is null or "NoSuchBucketPolicy"
            ? null
            : throw new AmazonS3Exception(error.Message ?? error.Code, ErrorType.Sender, error.Code, error.RequestId, HttpStatusCode.NotFound);
    }
}
