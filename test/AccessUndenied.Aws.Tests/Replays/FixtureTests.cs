using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Conditions;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Replays;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Tests.Requests;
using AccessUndenied.Conditions;
using AccessUndenied.Replays;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>Recorded fixtures: distinct calls without personal details, which replay as the trail did.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FixtureTests
{
    [Test]
    public async Task Add_CallsOfAWorld_ReplayAsTheTrailDid()
    {
        // Public addresses are not in a fixture, so that nothing is asked of them here.
        var change = ChangeFile.Parse(Encoding.UTF8.GetBytes(
            $$$"""{"Change":"put","Layer":"serviceControl","Target":"{{{World.Unit}}}","PolicyName":"G","Document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":"eu-west-1"}} }]} }"""), "c");
        var calls = WorldCalls.Generate(new Random(5), 100).Select(call => call.Record.ToJsonString()).ToList();
        var replay = Replaying.Over(World.Snapshot);
        var fixture = Written(calls);

        var changed = (await Replaying.RunAsync(replay, calls, change)).Where(call => call.IsChanged).Select(Key).Distinct();
        var again = (await Replaying.RunAsync(replay, fixture, change)).Where(call => call.IsChanged).Select(Key).Distinct();

        again.Should().BeEquivalentTo(changed).And.NotBeEmpty();
        fixture.Should().HaveCountLessThan(calls.Count);
    }

    [Test]
    public void Add_CallAsAPersonMadeIt_LeavesThePersonOut()
    {
        var record = WorldCalls.Generate(new Random(5), 1)[0].Record;
        record["userIdentity"]!["arn"] = "arn:aws:sts::111111111111:assumed-role/app/jane.doe";
        record["userIdentity"]!["principalId"] = "AROAAPPEXAMPLE:jane.doe";
        record["userIdentity"]!["accessKeyId"] = "ASIASECRETEXAMPLE";
        record["sourceIPAddress"] = "198.51.100.7";
        record["userAgent"] = "janes-laptop";
        record["requestParameters"] = new JsonObject { ["owner"] = "jane@example.com", ["bucketName"] = "orders-bucket", ["key"] = "a.txt" };
        record["errorCode"] = "AccessDenied";
        record["errorMessage"] = "User: arn:aws:sts::111111111111:assumed-role/app/jane.doe is not authorized to perform: s3:GetObject. Encoded authorization failure message: abcDEF";

        var written = Written([record.ToJsonString()]).Should().ContainSingle().Subject;

        foreach (var told in new[] { "jane", "ASIASECRET", "198.51.100.7", "abcDEF" })
        {
            written.Should().NotContain(told);
        }

        CloudTrailEvent.Parse(written).Should().Match<CloudTrailEvent>(one => one.Problem == null && one.ErrorCode == "AccessDenied");
        written.Should().Contain("assumed-role/app/session").And.Contain("orders-bucket");
    }

    [Test]
    public void Add_RoleAssumed_LeavesOutWhatTellsOfThePerson()
    {
        var written = Written(Case("""
            { "source": "sts", "event": "AssumeRole",
              "parameters": { "roleArn": "arn:aws:iam::123456789012:role/app", "roleSessionName": "jane.doe", "externalId": "EXTSECRET", "sourceIdentity": "SRCSECRET",
                "serialNumber": "arn:aws:iam::123456789012:mfa/MFASECRET", "tokenCode": 123987, "tags": [ { "key": "mail", "value": "TAGSECRET" } ], "durationSeconds": 3600 },
              "record": { "resources": [ { "ARN": "arn:aws:sts::123456789012:assumed-role/app/jane.doe" }, { "ARN": "arn:aws:s3:::b/jane@example.com", "type": "AWS::S3::Object" } ] } }
            """)).Should().ContainSingle().Subject;

        foreach (var told in new[] { "jane", "SECRET", "123987", "app/ann", ":ann" })
        {
            written.Should().NotContain(told);
        }

        written.Should().Contain("arn:aws:iam::123456789012:role/app").And.Contain("\"mail\"").And.Contain("3600").And.Contain("assumed-role/app/other-session").And.Contain("person-1@example.com");
    }

    [TestCase("ssm", "PutParameter", """{ "name": "/p", "value": "SECRET" }""")]
    [TestCase("lambda", "UpdateFunctionConfiguration20150331v2", """{ "functionName": "f", "environment": { "variables": { "K": "SECRET", "path": "SECRET" } } }""")]
    [TestCase("iam", "CreateLoginProfile", """{ "userName": "u", "password": "SECRET" }""")]
    [TestCase("ec2", "RunInstances", """{ "userData": "SECRET", "instanceType": "t3.micro" }""")]
    [TestCase("s3", "PutObject", """{ "bucketName": "b", "key": "k", "X-Amz-Security-Token": "SECRET", "x-amz-meta-owner": "SECRET" }""")]
    public void Add_ValueThatNoPolicyAsksFor_IsHidden(string source, string name, string parameters) =>
        Written(Case($$"""{ "source": "{{source}}", "event": "{{name}}", "parameters": {{parameters}} }""")).Should().ContainSingle().Which.Should().NotContain("SECRET");

    [Test]
    public void Add_SignedAddressInAText_HasNoCredentials() =>
        Written(Case("""
            { "event": "GetObject", "parameters": { "bucketName": "b", "key": "k?X-Amz-Signature=SECRET" },
              "record": { "errorCode": "AccessDenied", "errorMessage": "not authorized to perform: s3:GetObject (https://h/k?X-Amz-Security-Token=SECRET&X-Amz-Signature=SECRET)",
                "responseElements": { "message": "see h?AWSAccessKeyId=SECRET&Signature=SECRET" }, "resources": [ { "ARN": "arn:aws:s3:::b/k?X-Amz-Signature=SECRET" } ] } }
            """)).Should().ContainSingle().Which.Should().NotContain("SECRET").And.Contain("X-Amz-Security-Token=[hidden]");

    [Test]
    public void Add_OneAddressInManyPlaces_HasOneMadeUpName()
    {
        var written = Written([
            .. Case("""{ "event": "GetObject", "parameters": { "bucketName": "b", "key": "u/jane@example.com/x" }, "record": { "resources": [ { "ARN": "arn:aws:s3:::b/u/jane@example.com/x" } ] } }"""),
            .. Case("""{ "event": "GetObject", "parameters": { "bucketName": "b", "key": "u/bob%40example.com/x" } }"""),
            .. Case("""{ "event": "GetObject", "parameters": { "bucketName": "b", "key": "mail/jane@example.com" } }"""),
        ]);

        written[0].Should().Contain("\"u/person-1@example.com/x\"").And.Contain("arn:aws:s3:::b/u/person-1@example.com/x");
        written[1].Should().Contain("u/person-2%40example.com/x");
        written[2].Should().Contain("mail/person-1@example.com");
    }

    [Test]
    public void Add_ImageByItsDigestAndUserOfIam_StayAsTheyAre()
    {
        var written = Written(Case("""
            { "source": "iam", "event": "GetUser", "parameters": { "userName": "x" },
              "record": { "userIdentity": { "type": "IAMUser", "principalId": "AIDAX", "arn": "arn:aws:iam::123456789012:user/jane@example.com", "accountId": "123456789012", "userName": "jane@example.com" },
                "resources": [ { "ARN": "repo@sha256:abc" } ] } }
            """)).Should().ContainSingle().Subject;

        written.Should().Contain("user/jane@example.com").And.Contain("repo@sha256:abc");
    }

    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Requests/Services.json" })]
    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Requests/Irregularities.json" })]
    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Requests/Records.json" })]
    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Requests/Companions.json" })]
    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Conditions/ServiceKeys.json" })]
    public void Add_CaseFile_AsksForTheSame(JsonElement c)
    {
        var record = SampleRecords.Of(c);
        var fixture = Written([Encoding.UTF8.GetString(record.Raw.Span)]).Should().ContainSingle().Subject;

        var names = new FixtureNames();
        Requests(CloudTrailEvent.Parse(fixture)).Should().Equal(Requests(record).Select(request => names.Of(request, "ann")));
    }

    // What stands in s_hidden is unknown afterwards, and nothing else is.
    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Conditions/ServiceKeys.json" })]
    public void Add_CaseFile_AnswersTheSameKeys(JsonElement c)
    {
        var record = SampleRecords.Of(c);
        var fixture = CloudTrailEvent.Parse(Written([Encoding.UTF8.GetString(record.Raw.Span)]).Single());
        var index = c.TryGetProperty("request", out var picked) ? picked.GetInt32() : 0;
        foreach (var key in c.GetProperty("expected").EnumerateObject().Select(expected => expected.Name))
        {
            var before = Value(record, key, index);
            var after = Value(fixture, key, index);
            if (after != ContextValue.Unknown.ToString() || !s_leftOut.Contains(key.Split('/')[0]))
            {
                after.Should().Be(before, because: key);
            }
        }
    }

    [Test]
    public void Add_SameCallTwice_IsWrittenOnce()
    {
        var calls = WorldCalls.Generate(new Random(5), 1);
        var other = calls[0].Record.DeepClone();
        other["eventID"] = "another";
        other["eventTime"] = "2026-03-03T03:03:03Z";
        Written([calls[0].Record.ToJsonString(), other.ToJsonString()]).Should().ContainSingle();
    }

    private static readonly HashSet<string> s_leftOut = new(StringComparer.OrdinalIgnoreCase)
    {
        "sts:ExternalId", "sts:RoleSessionName", "sts:SourceIdentity", "sts:RequestContextProviders", "secretsmanager:Description", "sns:Endpoint", "s3:authType", "s3:signatureversion",
        "cloudformation:StackPolicyUrl", "aws:RequestTag",
    };

    private static readonly CloudTrailConditionKeys s_keys = new(ActionCatalog.Default);
    private static readonly CloudTrailRequestResolver s_resolver = new(ActionCatalog.Default);

    private static IEnumerable<string> Requests(CloudTrailEvent record) => s_resolver.Resolve(record).Requests.Select(request => $"{request.Action} {request.Resource.Value} {request.Need}");

    private static string Value(CloudTrailEvent record, string key, int index) =>
        s_keys.TryGetValue(key, new(record, s_resolver.Resolve(record).Requests[index], ContextFacts.None), out var value) ? value.ToString() : "not one of these";

    private static List<string> Case(string text)
    {
        using var json = JsonDocument.Parse(text);
        return [Encoding.UTF8.GetString(SampleRecords.Of(json.RootElement).Raw.Span)];
    }

    private static (string, string, string) Key(ReplayedCall call) => (call.Change!.Principal, call.Change.Action, call.Change.Resource);

    private static List<string> Written(IEnumerable<string> records)
    {
        using var output = new MemoryStream();
        var writer = new FixtureWriter(output);
        foreach (var record in records)
        {
            writer.Add(CloudTrailEvent.Parse(record));
        }

        return [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
