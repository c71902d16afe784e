using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Policies.Live;

/// <summary>Tags of S3 objects are read where a policy has a condition on them, and only there.</summary>
public sealed class ObjectTagTests
{
    private const string Caller = "arn:aws:iam::123456789012:role/reader";
    private const string Secret = "arn:aws:s3:::example-bucket/a folder/secret.txt";

    private const string Conditioned = """
        { "Effect": "Allow", "Action": "s3:*", "Resource": "*" },
        { "Sid": "Secret", "Effect": "Deny", "Action": "s3:GetObject*", "Resource": "*", "Condition": { "StringEquals": { "S3:existingobjecttag/class": "secret" } } }
        """;

    [Test]
    public async Task Analyze_ConditionOnAnObjectsTag_IsDecidedByTheTag()
    {
        await using var fake = await StartAsync(Conditioned);
        await using var live = SampleOrganization.Live(fake);

        var results = await SampleOrganization.AnalyzeAsync(live, [Record(Secret), Record("arn:aws:s3:::example-bucket/plain.txt"), Record(Secret)]);

        results.Select(result => result.Assessment).Should().Equal(Assessment.ExplicitDenyInIdentityPolicy, Assessment.Allowed, Assessment.ExplicitDenyInIdentityPolicy);
        results[0].ExplicitDenyPolicies.Should().ContainSingle();
        results.Should().OnlyContain(result => result.Evidence.Unavailable.Count == 0 && result.Evidence.Complete);
        fake.Calls.Count(call => call.Operation == "s3:GetObjectTagging").Should().Be(2);
    }

    [Test]
    public async Task Analyze_NoConditionOnTags_AsksForNone()
    {
        await using var fake = await StartAsync("""{ "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*" }""");
        await using var live = SampleOrganization.Live(fake);

        await SampleOrganization.AnalyzeAsync(live, [Record(Secret)]);

        fake.Calls.Should().NotContain(call => call.Operation == "s3:GetObjectTagging");
    }

    [Test]
    public async Task Analyze_ActionWithoutTags_AsksForNone()
    {
        await using var fake = await StartAsync(Conditioned);
        await using var live = SampleOrganization.Live(fake);

        await SampleOrganization.AnalyzeAsync(live, [Record(Secret, "s3:PutObject")]);

        fake.Calls.Should().NotContain(call => call.Operation == "s3:GetObjectTagging");
    }

    [Test]
    public async Task Analyze_MayNotReadTags_NamesThePermission()
    {
        await using var fake = await StartAsync(Conditioned);
        fake.Faults.Deny("s3:GetObjectTagging");
        await using var live = SampleOrganization.Live(fake);

        var result = (await SampleOrganization.AnalyzeAsync(live, [Record(Secret)])).Single();

        result.Evidence.Unavailable.Should().ContainSingle(item =>
            item.What == $"tags of {Secret}" && item.Why.Contains("may not call s3:GetObjectTagging in account 123456789012", StringComparison.Ordinal));
        result.Evidence.MissingContextKeys.Should().ContainSingle(key => key.Equals("s3:ExistingObjectTag/class", StringComparison.OrdinalIgnoreCase));
    }

    [Test]
    public async Task Analyze_OneVersionOfAnObject_IsSaidNotToHaveBeenRead()
    {
        await using var fake = await StartAsync(Conditioned);
        await using var live = SampleOrganization.Live(fake);

        var result = (await SampleOrganization.AnalyzeAsync(live, [Record(Secret, "s3:GetObjectVersion")])).Single();

        result.Evidence.Unavailable.Should().ContainSingle(item => item.What == $"tags of {Secret}" && item.Why.Contains("s3:GetObjectVersionTagging", StringComparison.Ordinal));
    }

    [Test]
    public async Task Analyze_BucketInAnotherRegion_ReadsItsTagsThere()
    {
        await using var fake = await StartAsync(Conditioned);
        fake.Data.BucketRegions["example-bucket"] = "us-east-2";
        await using var live = SampleOrganization.Live(fake);

        var result = (await SampleOrganization.AnalyzeAsync(live, [Record(Secret)])).Single();

        result.Assessment.Should().Be(Assessment.ExplicitDenyInIdentityPolicy);
    }

    [Test]
    public async Task Collect_ConditionOnAnObjectsTag_KeepsTheTagsAndWhatLacks()
    {
        await using var fake = await StartAsync(Conditioned);
        using var folder = new TemporaryFolder();
        string[] records = [Record(Secret), Record(Secret, "s3:GetObjectVersion"), Record("arn:aws:s3:::example-bucket/gone.txt")];

        var summary = await LiveRun.CollectAsync(fake, folder.File("snapshot.json"), ["123456789012"], records);

        summary.Unavailable.Should().Contain(text => text.StartsWith("tags of arn:aws:s3:::example-bucket/gone.txt: s3:GetObjectTagging found nothing in account 123456789012", StringComparison.Ordinal));
        await using var offline = SampleOrganization.Offline(folder.File("snapshot.json"));
        await using var live = SampleOrganization.Live(fake);
        (await SampleOrganization.AnalyzeAsync(offline, records)).Select(ResultEssence.Of).Should().Equal((await SampleOrganization.AnalyzeAsync(live, records)).Select(ResultEssence.Of));
    }

    private static string Record(string resource, string action = "s3:GetObject") => DenialRecords.Of(
        Caller, action, resource, ("errorMessage", $"User: {Caller} is not authorized to perform: {action} on resource: {resource}"),
        ("resources", new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["ARN"] = "arn:aws:s3:::example-bucket", ["accountId"] = "123456789012" })));

    private static Task<FakeAws> StartAsync(string statements) => FakeAws.StartAsync(FakeData.Parse($$"""
        { "Accounts": { "111111111111": {}, "123456789012": {
            "AuthorizationDetails": { "RoleDetailList": [ { "RoleName": "reader", "RoleId": "AROAEXAMPLE", "Arn": "{{Caller}}", "Path": "/",
              "RolePolicyList": [ { "PolicyName": "own", "PolicyDocument": { "Version": "2012-10-17", "Statement": [ {{statements}} ] } } ] } ] },
            "Buckets": { "arn:aws:s3:::example-bucket": {} },
            "ResourceTags": { "{{Secret}}": { "class": "secret", "team": "orders" }, "arn:aws:s3:::example-bucket/plain.txt": {} } } } }
        """));
}
