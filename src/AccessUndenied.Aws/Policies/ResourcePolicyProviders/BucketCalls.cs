using System.Collections.Concurrent;
using AccessUndenied.Aws.Clients;
using Amazon.S3;
using Amazon.S3.Model;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>Calls about a bucket, in whichever region it is.</summary>
internal static class BucketCalls
{
    /// <summary>Makes a call; in the bucket's own region where it turns out to be in another one.</summary>
    /// <exception cref="AwsCallException">It did not go well.</exception>
    public static async Task<T> RunAsync<T>(
        AccountAccess access, string permission, string? region, string bucket, Func<IAmazonS3, string, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        RecordedNames.CheckBucket(bucket);
        try
        {
            return await access.RunAsync(permission, token => call(access.S3(region), bucket, token), cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException exception) when (exception.Code is "PermanentRedirect" or "MovedPermanently" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException")
        {
            var location = await access.RunAsync(
                "s3:GetBucketLocation",
                token => access.S3(region).GetBucketLocationAsync(new GetBucketLocationRequest { BucketName = bucket, ExpectedBucketOwner = access.AccountId }, token),
                cancellationToken).ConfigureAwait(false);

            // Source: S3 API Reference, "GetBucketLocation": empty for the first region, and EU for its second.
            var own = location.Location?.Value switch { null or "" => "us-east-1", "EU" => "eu-west-1", var name => name };
            return await access.RunAsync(permission, token => call(access.S3(own), bucket, token), cancellationToken).ConfigureAwait(false);
        }
    }
}
