using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Remediations.Opening;

/// <summary>A small world: some callers, actions, resources and contexts, of which every combination can be asked.</summary>
internal static class OpeningUniverse
{
    public const string Account = "111111111111";
    public const string OtherAccount = "222222222222";
    public const string Bucket = "arn:aws:s3:::b";
    public const string Role = "arn:aws:iam::111111111111:role/app";
    public const string Session = "arn:aws:sts::111111111111:assumed-role/app/s1";
    public const string OtherSession = "arn:aws:sts::111111111111:assumed-role/app/s2";
    public const string OtherRole = "arn:aws:iam::111111111111:role/other";
    public const string OtherRoleSession = "arn:aws:sts::111111111111:assumed-role/other/s1";
    public const string Stranger = "arn:aws:iam::222222222222:user/stranger";
    public const string Service = "sns.amazonaws.com";
    public const string Nobody = "anonymous";

    public static readonly string[] Actions = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "sqs:SendMessage"];

    public static readonly string[] Resources = ["arn:aws:s3:::b/x", "arn:aws:s3:::b/v1", "arn:aws:s3:::b", "arn:aws:s3:::c/x"];

    public static readonly string?[] Vpcs = [null, "v1", "v2"];

    public static readonly string[] Regions = ["eu-west-1", "us-east-1"];

    /// <summary>All actions on all resources in all contexts.</summary>
    public static readonly IReadOnlyList<OpeningPoint> Points =
    [
        .. from action in Actions
           from resource in Resources
           from vpc in Vpcs
           from region in Regions
           select new OpeningPoint(action, resource, vpc, region),
    ];

    private static readonly Dictionary<OpeningPoint, int> s_indexes = Points.Select(KeyValuePair.Create).ToDictionary(pair => pair.Key, pair => pair.Value);

    /// <summary>Where a point stands among <see cref="Points"/>.</summary>
    public static int IndexOf(OpeningPoint point) => s_indexes[point];

    /// <summary>Whether the policy of the bucket is the one that is asked.</summary>
    public static bool IsInside(OpeningPoint point) => point.Action.StartsWith("s3:", StringComparison.Ordinal) && (point.Resource == Bucket || point.Resource.StartsWith(Bucket + "/", StringComparison.Ordinal));

    public static Principal PrincipalOf(string text) => AwsPrincipal.TryParse(text, out var principal) ? principal : throw new ArgumentException(text, nameof(text));

    /// <summary>The ARN that policies know the caller by; null where it has none.</summary>
    public static string? EntityOf(string caller) => caller switch
    {
        Session or OtherSession => Role,
        OtherRoleSession => OtherRole,
        Stranger => Stranger,
        _ => null,
    };

    public static string? AccountOf(string caller) => caller.Split(':') is [_, _, _, _, var account, ..] ? account : null;
}
