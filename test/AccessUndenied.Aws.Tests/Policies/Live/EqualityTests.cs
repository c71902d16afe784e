using System.Text.Json.Nodes;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Policies.Live;

/// <summary>Live, from a snapshot just collected, and with an organization's file just written: the same answers.</summary>
public sealed class EqualityTests
{
    private static readonly string[] s_accounts = ["111111111111", "123456789012", "222222222222", "333333333333"];

    // Action and resource; the bucket of the last account carries no account in its name, so that it has to be found.
    private static readonly (string Action, string Resource)[] s_targets =
    [
        ("s3:GetObject", "arn:aws:s3:::example-orders-private/reports/1.csv"),
        ("s3:ListBucket", "arn:aws:s3:::example-website"),
        ("s3:PutObject", "arn:aws:s3:::example-prod-logs/a"),
        ("s3:GetObject", "arn:aws:s3:::example-data-lake/raw/x.parquet"),
        ("s3:GetObject", "arn:aws:s3:::example-data-public/a"),
        ("s3:GetObject", "arn:aws:s3:::example-tagged/secret.txt"),
        ("s3:GetObject", "arn:aws:s3:::example-tagged/none.txt"),
        ("kms:Decrypt", "arn:aws:kms:eu-west-1:123456789012:key/11111111-1a2b-4c3d-8e4f-5a6b7c8d9e0f"),
        ("kms:Decrypt", "arn:aws:kms:eu-west-1:222222222222:key/22222222-1a2b-4c3d-8e4f-5a6b7c8d9e0f"),
        ("sqs:SendMessage", "arn:aws:sqs:eu-west-1:123456789012:orders-intake"),
        ("sns:Publish", "arn:aws:sns:eu-west-1:123456789012:orders-events"),
        ("lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:123456789012:function:orders-export"),
        ("ecr:BatchGetImage", "arn:aws:ecr:eu-west-1:123456789012:repository/base-images"),
        ("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:eu-west-1:222222222222:secret:warehouse/reporting-Ab12Cd"),
        ("sts:AssumeRole", "arn:aws:iam::222222222222:role/lake-reader"),
        ("iam:DeleteRole", "arn:aws:iam::123456789012:role/service/app-orders"),
        ("ec2:TerminateInstances", "arn:aws:ec2:eu-west-1:123456789012:instance/i-0d44556677889900a"),
        ("dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:333333333333:table/none"),
    ];

    [Test]
    public async Task Analyze_EveryCallerOnEveryResource_IsTheSameLiveFromASnapshotAndWithAnOrganizationsFile()
    {
        await using var fake = await FakeAws.StartAsync(World());
        using var folder = new TemporaryFolder();
        var records = Records(fake.Data);
        using var connection = SampleOrganization.Connect(fake);
        await new OrganizationCollector(connection).CollectAsync(folder.File("scp_data.json"), null, CancellationToken.None);
        var summary = await LiveRun.CollectAsync(fake, folder.File("snapshot.json"), s_accounts, records);
        await using var live = SampleOrganization.Live(fake);
        await using var offline = SampleOrganization.Offline(folder.File("snapshot.json"));
        await using var withFile = SampleOrganization.Live(fake, organizationPath: folder.File("scp_data.json"));

        var expected = await SampleOrganization.AnalyzeAsync(live, records);

        expected.Should().HaveSameCount(records);
        expected.Select(result => result.Assessment).Distinct().Count().Should().BeGreaterThan(6, "the world is to have many kinds of denials");
        summary.IsComplete.Should().BeTrue();
        Compare(await SampleOrganization.AnalyzeAsync(offline, records), expected);
        Compare(await SampleOrganization.AnalyzeAsync(withFile, records), expected);
    }

    [Test]
    public async Task Analyze_SampleEvents_AreTheSameInAllThreeWays()
    {
        await using var fake = await FakeAws.StartAsync(World());
        using var folder = new TemporaryFolder();
        using var connection = SampleOrganization.Connect(fake);
        await new OrganizationCollector(connection).CollectAsync(folder.File("scp_data.json"), null, CancellationToken.None);
        var records = JsonNode.Parse(await File.ReadAllTextAsync(SampleOrganization.EventsPath))!["Records"]!.AsArray().Select(record => record!.ToJsonString()).ToList();
        await LiveRun.CollectAsync(fake, folder.File("snapshot.json"), s_accounts, records, folder.File("scp_data.json"));
        await using var live = SampleOrganization.Live(fake);
        await using var offline = SampleOrganization.Offline(folder.File("snapshot.json"));
        await using var withFile = SampleOrganization.Live(fake, organizationPath: folder.File("scp_data.json"));

        var expected = await SampleOrganization.AnalyzeAsync(live, records);

        Compare(await SampleOrganization.AnalyzeAsync(offline, records), expected);
        Compare(await SampleOrganization.AnalyzeAsync(withFile, records), expected);
    }

    private static void Compare(List<AnalysisResult> found, List<AnalysisResult> expected)
    {
        found.Should().HaveSameCount(expected);
        foreach (var (result, other) in found.Zip(expected))
        {
            ResultEssence.Of(result).Should().Be(ResultEssence.Of(other), other.EventId);
        }
    }

    private static List<string> Records(FakeData data)
    {
        var callers = s_accounts.SelectMany(account => new[] { "RoleDetailList", "UserDetailList" }.SelectMany(list => data.Entities(account, list))).Select(entity => (string)entity["Arn"]!).ToList();
        callers.Should().HaveCountGreaterThan(25);
        return [.. callers.SelectMany((caller, i) => s_targets.Select((target, j) => DenialRecords.Of(caller, target.Action, target.Resource, Network(i + j))))];
    }

    // A third of the requests each: through no endpoint, through one of the own account, through one of another account.
    private static (string Name, JsonNode? Value)[] Network(int index) => (index % 3) switch
    {
        0 => [],
        1 => [("vpcEndpointId", "vpce-0a11223344556677a"), ("vpcEndpointAccountId", "123456789012")],
        _ => [("vpcEndpointId", "vpce-0c33445566778899c"), ("vpcEndpointAccountId", "222222222222")],
    };

    // The sample organization, and beside it what it lacks: tags of objects, and an endpoint of another account.
    private static FakeData World() => FakeData.Open(SampleOrganization.SnapshotPath).With("""
        {
          "222222222222": {
            "ResourcePolicies": { "arn:aws:s3:::example-tagged": { "Version": "2012-10-17", "Statement": [
              { "Effect": "Allow", "Principal": { "AWS": [ "123456789012", "333333333333" ] }, "Action": "s3:*", "Resource": "arn:aws:s3:::example-tagged/*" },
              { "Sid": "Secret", "Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": "*", "Condition": { "StringEquals": { "s3:ExistingObjectTag/class": "secret" } } } ] } },
            "ResourceTags": { "arn:aws:s3:::example-tagged/secret.txt": { "class": "secret" }, "arn:aws:s3:::example-tagged/none.txt": {} },
            "VpcEndpoints": { "vpce-0c33445566778899c": { "VpcId": "vpc-0c", "PolicyDocument": { "Version": "2012-10-17", "Statement": [
              { "Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*" } ] } } }
          }
        }
        """);
}
