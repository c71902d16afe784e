using System.Collections.Frozen;

namespace AccessUndenied.Aws.Explanations;

/// <summary>The accounts from which Elastic Load Balancing writes access logs in older Regions; in all others a service principal does.</summary>
/// <remarks>
/// Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html, "Step 2: Attach a policy to your S3 bucket".
/// </remarks>
internal static class ElbAccounts
{
    /// <summary>The principal that all Regions take.</summary>
    public const string Service = "logdelivery.elasticloadbalancing.amazonaws.com";

    private static readonly FrozenDictionary<string, string> s_regions = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["127311923021"] = "us-east-1",
        ["033677994240"] = "us-east-2",
        ["027434742980"] = "us-west-1",
        ["797873946194"] = "us-west-2",
        ["098369216593"] = "af-south-1",
        ["754344448648"] = "ap-east-1",
        ["589379963580"] = "ap-southeast-3",
        ["718504428378"] = "ap-south-1",
        ["383597477331"] = "ap-northeast-3",
        ["600734575887"] = "ap-northeast-2",
        ["114774131450"] = "ap-southeast-1",
        ["783225319266"] = "ap-southeast-2",
        ["582318560864"] = "ap-northeast-1",
        ["985666609251"] = "ca-central-1",
        ["054676820928"] = "eu-central-1",
        ["156460612806"] = "eu-west-1",
        ["652711504416"] = "eu-west-2",
        ["635631232127"] = "eu-south-1",
        ["009996457667"] = "eu-west-3",
        ["897822967062"] = "eu-north-1",
        ["076674570225"] = "me-south-1",
        ["507241528517"] = "sa-east-1",
        ["048591011584"] = "us-gov-west-1",
        ["190560391635"] = "us-gov-east-1",
        ["638102146993"] = "cn-north-1",
        ["037604701340"] = "cn-northwest-1",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The Region whose load balancers write their logs from <paramref name="accountId"/>; null when none do.</summary>
    public static string? RegionOf(string? accountId) => accountId is not null && s_regions.TryGetValue(accountId, out var region) ? region : null;

    /// <summary>The objects that a load balancer's logs are, made of the one that was refused: bucket, prefix, <c>AWSLogs</c> and account.</summary>
    public static string PathOf(string objectArn)
    {
        const string Logs = "/AWSLogs/";
        var at = objectArn.IndexOf(Logs, StringComparison.Ordinal);
        if (at < 0)
        {
            return objectArn;
        }

        var account = at + Logs.Length;
        var end = objectArn.IndexOf('/', account);
        return $"{objectArn[..(end < 0 ? objectArn.Length : end)]}/*";
    }
}
