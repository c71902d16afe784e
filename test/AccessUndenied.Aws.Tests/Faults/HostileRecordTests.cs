using System.Text.Json.Nodes;
using AccessUndenied.Aws.Tests.Policies.Live;
using AccessUndenied.Aws.Tests.Rights;
using AccessUndenied.Aws.Tests.Wire;

namespace AccessUndenied.Aws.Tests.Faults;

/// <summary>Records whose ARNs hold what no ARN has: a result for each of them, and the others' as ever.</summary>
public sealed class HostileRecordTests
{
    private const string Good = "arn:aws:sqs:eu-west-1:123456789012:intake";

    private static readonly string[] s_fragments =
    [
        "", "evil.com/", "evil.com#", "..", "../..", "12", "1234567890123", "12345678901x", "eu-west-1.evil.com", "eu_west_1", "EU-WEST-1", "a@b", "%2e%2e", "\u0000", "\u202e", "{arn}",
        "$(id)", "eu west 1", "ＥＵ", new('a', 5000), "*", "?", "-", "--", "x--1", "aws-evil", "sts", "127.0.0.1", "[::1]", "localhost", "\r\nHost: evil.com",
    ];

    private static readonly string[] s_shapes =
    [
        "arn:{0}:secretsmanager:eu-west-1:123456789012:secret:db-Ab12Cd", "arn:aws:{0}:eu-west-1:123456789012:thing/name", "arn:aws:secretsmanager:{0}:123456789012:secret:db-Ab12Cd",
        "arn:aws:secretsmanager:eu-west-1:{0}:secret:db-Ab12Cd", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:{0}", "arn:aws:kms:{0}:123456789012:key/{0}",
        "arn:aws:s3:::{0}", "arn:aws:s3:{0}:{0}:accesspoint/{0}", "arn:aws:sqs:{0}:{0}:{0}", "arn:aws:lambda:{0}:123456789012:function:{0}", "arn:aws:kafka:{0}:{0}:topic/{0}/{0}/{0}",
        "arn:aws:iam::{0}:role/{0}",
    ];

    private static IEnumerable<string> Shapes => s_shapes;

    [TestCaseSource(nameof(Shapes))]
    public async Task Analyze_HostileFragmentInTheResource_IsThatRecordsEvidenceAlone(string shape)
    {
        var records = s_fragments.Select(fragment => shape.Replace("{0}", fragment, StringComparison.Ordinal))
            .Select(arn => DenialRecords.Of("arn:aws:iam::123456789012:role/reader", "secretsmanager:GetSecretValue", arn, ("resources", new JsonArray(new JsonObject { ["ARN"] = arn }))))
            .Append(DenialRecords.Of("arn:aws:iam::123456789012:role/reader", "sqs:SendMessage", Good))
            .ToList();

        await AllAreAnsweredAsync(records);
    }

    [TestCase("recipientAccountId")]
    [TestCase("awsRegion")]
    [TestCase("vpcEndpointId")]
    [TestCase("vpcEndpointAccountId")]
    public async Task Analyze_HostileFragmentInAMember_IsThatRecordsEvidenceAlone(string member)
    {
        var records = s_fragments.Select(fragment => DenialRecords.Of("arn:aws:iam::123456789012:role/reader", "sqs:SendMessage", Good, ("vpcEndpointId", "vpce-1"), (member, fragment)))
            .Append(DenialRecords.Of("arn:aws:iam::123456789012:role/reader", "sqs:SendMessage", Good))
            .ToList();

        await AllAreAnsweredAsync(records);
    }

    [Test]
    public async Task Analyze_HostileFragmentInTheCaller_IsThatRecordsEvidenceAlone()
    {
        var records = s_fragments.Select(fragment => DenialRecords.Of(
                "arn:aws:iam::123456789012:role/reader", "sqs:SendMessage", Good,
                ("userIdentity", new JsonObject { ["type"] = "IAMUser", ["arn"] = $"arn:aws:iam::{fragment}:user/{fragment}", ["accountId"] = fragment, ["userName"] = fragment })))
            .Append(DenialRecords.Of("arn:aws:iam::123456789012:role/reader", "sqs:SendMessage", Good))
            .ToList();

        await AllAreAnsweredAsync(records);
    }

    [TestCase("eu-west-1", true)]
    [TestCase("us-gov-west-1", true)]
    [TestCase("eusc-de-east-1", true)]
    [TestCase("us-isob-east-1", true)]
    [TestCase("evil.com/", false)]
    [TestCase("evil.com", false)]
    [TestCase("eu-west-1.evil.com", false)]
    [TestCase("eu-west-", false)]
    [TestCase("-west-1", false)]
    [TestCase("eu--1", false)]
    [TestCase("EU-WEST-1", false)]
    [TestCase("", false)]
    public void IsRegionName_Text_IsOneWhereItHasTheShape(string text, bool isOne) => Partitions.IsRegionName(text).Should().Be(isOne);

    private static async Task AllAreAnsweredAsync(List<string> records)
    {
        await using var fake = await FakeAws.StartAsync(EveryFeature.World());
        await using var live = SampleOrganization.Live(fake);
        var alone = await SampleOrganization.AnalyzeAsync(live, records[^1..]);

        var results = await SampleOrganization.AnalyzeAsync(live, records);

        results.Should().HaveSameCount(records);
        results[^1].Assessment.Should().Be(alone[0].Assessment);
        fake.Calls.Should().OnlyContain(call => call.Region.Length > 0 && !call.Region.Contains('.', StringComparison.Ordinal));
    }
}
