using AccessUndenied.Aws.Requests;
using Amazon.Runtime;

namespace AccessUndenied.Aws.Clients;

/// <summary>How AWS is reached.</summary>
/// <remarks>What is not set here comes from where the AWS SDK takes it: environment, profiles, IAM Identity Center, the instance.</remarks>
public sealed class AwsConnectionOptions
{
    /// <summary>The highest <see cref="MaxConcurrency"/>.</summary>
    internal const int HighestConcurrency = 64;

    // Source: STS API Reference, "AssumeRole", ExternalId.
    private const int ShortestExternalId = 2;
    private const int LongestExternalId = 1224;

    /// <summary>The role that is assumed in accounts other than the caller's.</summary>
    /// <value>Its name, with its path before it where it has one; default <c>AccessUndeniedRole</c>.</value>
    public string CrossAccountRoleName { get; set; } = "AccessUndeniedRole";

    /// <summary>Accounts in which the role is assumed, beside the members of the caller's organization.</summary>
    /// <value>Account ids of 12 digits; none by default.</value>
    /// <remarks>An account that is in neither is not entered because an event names it: whoever makes a call chooses what stands in its record.</remarks>
    public ISet<string> Accounts { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Whether the role is assumed in every account that an event names, whosoever it is.</summary>
    /// <value>Default false. <see cref="ExternalId"/> is sent to <see cref="Accounts"/> and members of the organization all the same, and to no others.</value>
    public bool AssumeRoleInAnyAccount { get; set; }

    /// <summary>The role that is assumed to read the organization.</summary>
    /// <value>Its ARN; null, the default, reads it as the caller, which must then be in the management account or a delegated administrator.</value>
    public string? ManagementAccountRoleArn { get; set; }

    /// <summary>The external id that is sent with the roles that are assumed in <see cref="Accounts"/>, the organization and its management account.</summary>
    /// <value>2 to 1,224 characters; null, the default, for none.</value>
    public string? ExternalId { get; set; }

    /// <summary>The profile whose credentials and region are used.</summary>
    /// <value>Its name; null, the default, for the SDK's chain.</value>
    public string? Profile { get; set; }

    /// <summary>The region of what has none of its own.</summary>
    /// <value>Its name, such as <c>eu-west-1</c>; null, the default, for the profile's or the environment's, else <c>us-east-1</c>.</value>
    public string? Region { get; set; }

    /// <summary>How many calls are under way at a time.</summary>
    /// <value>1 to 64; default 8.</value>
    public int MaxConcurrency { get; set; } = 8;

    /// <summary>How many answers are kept, each of a caller, a resource or an account's place in its organization.</summary>
    /// <value>1 or more; default 4,096.</value>
    public int MaxCachedAnswers { get; set; } = 4096;

    /// <summary>Credentials to use instead of the profile's or the chain's; null, the default, for none.</summary>
    public AWSCredentials? Credentials { get; set; }

    /// <summary>An address that stands in for every service, such as a local emulator's.</summary>
    /// <value>An absolute http or https address; null, the default, where <c>AWS_ENDPOINT_URL</c> and the like hold.</value>
    public Uri? EndpointUrl { get; set; }

    /// <summary>How often the SDK tries a failed call again, before this library's own patience with throttling.</summary>
    /// <value>0 or more; null, the default, for the SDK's settings.</value>
    public int? MaxErrorRetry { get; set; }

    /// <summary>How long one try of a call may take, from asking to the answer's end; then it is tried again, as after a connection that broke.</summary>
    /// <value>A millisecond to an hour; default 30 seconds.</value>
    public TimeSpan TryTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long all calls together may take, from the first one on; what is not read by then is unread, and named so.</summary>
    /// <value>More than nothing, 30 days at most; null, the default, for no limit.</value>
    public TimeSpan? RunTimeout { get; set; }

    /// <summary>The first wait after a call was throttled; shorter in tests.</summary>
    internal TimeSpan ThrottlingDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Sets every option of <paramref name="other"/> to what it is here.</summary>
    internal void CopyTo(AwsConnectionOptions other)
    {
        other.CrossAccountRoleName = CrossAccountRoleName;
        other.Accounts.UnionWith(Accounts);
        other.AssumeRoleInAnyAccount = AssumeRoleInAnyAccount;
        other.ManagementAccountRoleArn = ManagementAccountRoleArn;
        other.ExternalId = ExternalId;
        other.Profile = Profile;
        other.Region = Region;
        other.MaxConcurrency = MaxConcurrency;
        other.MaxCachedAnswers = MaxCachedAnswers;
        other.Credentials = Credentials;
        other.EndpointUrl = EndpointUrl;
        other.MaxErrorRetry = MaxErrorRetry;
        other.TryTimeout = TryTimeout;
        other.RunTimeout = RunTimeout;
        other.ThrottlingDelay = ThrottlingDelay;
    }

    /// <summary>What is wrong with the options, a sentence each.</summary>
    internal IEnumerable<string> FindFaults()
    {
        if (!IsRoleName(CrossAccountRoleName))
        {
            yield return LiveMessages.BadRoleName(CrossAccountRoleName);
        }

        if (ManagementAccountRoleArn is { } role && !(AwsPrincipal.TryParse(role, out var principal) && principal.Kind == AccessUndenied.Requests.PrincipalKind.Role))
        {
            yield return LiveMessages.BadRoleArn(role);
        }

        foreach (var account in Accounts.Where(account => !AccountIds.IsAccountId(account)))
        {
            yield return LiveMessages.BadAccount(account);
        }

        if (ExternalId is { Length: < ShortestExternalId or > LongestExternalId })
        {
            yield return LiveMessages.BadExternalId(ExternalId.Length, ShortestExternalId, LongestExternalId);
        }

        if (MaxConcurrency is < 1 or > HighestConcurrency)
        {
            yield return LiveMessages.BadConcurrency(MaxConcurrency, HighestConcurrency);
        }

        if (MaxCachedAnswers < 1)
        {
            yield return LiveMessages.BadCacheSize(MaxCachedAnswers);
        }

        if (TryTimeout < TimeSpan.FromMilliseconds(1) || TryTimeout > TimeSpan.FromHours(1))
        {
            yield return LiveMessages.BadTryTimeout(TryTimeout);
        }

        if (RunTimeout is { } run && (run <= TimeSpan.Zero || run > TimeSpan.FromDays(30)))
        {
            yield return LiveMessages.BadRunTimeout(run);
        }

        if (EndpointUrl is { } url && (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https")))
        {
            yield return LiveMessages.BadEndpoint(url);
        }
    }

    private static bool IsRoleName(string? text) =>
        text is { Length: > 0 and <= 512 } && AwsPrincipal.TryParse($"arn:aws:iam::111111111111:role/{text}", out var principal)
        && principal.Kind == AccessUndenied.Requests.PrincipalKind.Role;
}
