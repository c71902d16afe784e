using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>The policies of S3 Multi-Region Access Points.</summary>
/// <remarks>
/// Their ARNs have the alias, and the policy is asked for by the name, which the ARN does not disclose: the list of the account's access points has both. All of it is
/// answered in one region. Source: S3 API Reference,
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetMultiRegionAccessPointPolicy.html">GetMultiRegionAccessPointPolicy</see>,
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_ListMultiRegionAccessPoints.html">ListMultiRegionAccessPoints</see>; S3 User Guide,
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointRequests.html">Making requests through a Multi-Region Access Point</see>.
/// </remarks>
internal sealed class MultiRegionAccessPointPolicyProvider : AwsResourcePolicyProvider
{
    private const string Prefix = "accesspoint/";
    private const string Region = "us-west-2";

    public MultiRegionAccessPointPolicyProvider(AwsConnection connection)
        : base(connection)
    {
    }

    /// <summary>Whether <paramref name="arn"/> is one of a Multi-Region Access Point.</summary>
    public static bool IsOne(Arn arn) =>
        arn.Service is "s3" && arn.Region.IsEmpty && arn.Resource.StartsWith(Prefix, StringComparison.Ordinal) && arn.Resource.EndsWith(".mrap", StringComparison.Ordinal)
        && !arn.Resource[Prefix.Length..].ContainsAny('/', ':');

    protected override bool Serves(Arn arn) => IsOne(arn);

    protected override async Task<string?> ReadAsync(AccountAccess access, Arn arn, string? region, CancellationToken cancellationToken)
    {
        var client = access.Client((owner, place) => new S3ControlClient(owner, place), Region);
        var (account, alias) = (arn.AccountId.ToString(), After(arn, Prefix));
        var known = await client.ListMultiRegionAccessPointsAsync(account, cancellationToken).ConfigureAwait(false);
        var name = known.Items("AccessPoints").FirstOrDefault(point => point.Text("Alias") == alias)?.Text("Name")
            ?? throw new AwsCallException(AwsFault.NotFound, null, LiveMessages.NoAccessPointOfAlias(account, alias), null);
        var answer = await client.GetMultiRegionAccessPointPolicyAsync(account, name, cancellationToken).ConfigureAwait(false);
        return answer.Child("Policy")?.Child("Established")?.Text("Policy");
    }
}
