using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Policies.History;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Policies.History;

/// <summary>Single calls that change a policy, as records write them, and what is then known of the policy at 12:00.</summary>
internal sealed class PolicyHistoryTests
{
    private const string Account = "123456789012";
    private const string Role = "arn:aws:iam::123456789012:role/app";
    private const string Allow = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""";
    private const string Deny = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}""";
    private const string OnBucket = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::data/*"}]}""";

    private static readonly DateTimeOffset s_noon = new(2026, 5, 5, 12, 0, 0, TimeSpan.Zero);

    [Test] // HIST-01
    public async Task FindAsync_PolicyPutBefore_IsTheOneOfTheCall()
    {
        var moment = await FindAsync(Write("11:00:00", "PutRolePolicy", Put(Deny)));

        Documents(moment).Should().Equal(Deny);
        moment.Timeline.Changes.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Action = "iam:PutRolePolicy", Actor = "arn:aws:iam::123456789012:user/carol", PolicyName = "own", Target = Role, Layer = PolicyLayer.Identity, EventId = "11:00:00" });
    }

    [Test] // HIST-01
    public async Task FindAsync_DocumentEncodedForUrls_IsRead() =>
        Documents(await FindAsync(Write("11:00:00", "PutRolePolicy", Put(Uri.EscapeDataString(Deny))))).Should().Equal(Deny);

    [Test] // HIST-01
    public async Task FindAsync_PolicyChangedAfter_IsTheOneOfTheSnapshotAndTodaysIsAnother()
    {
        var moment = await FindAsync(Write("13:00:00", "PutRolePolicy", Put(Deny)));

        Documents(moment).Should().Equal(Allow);
        moment.Today!.Identity.Should().ContainSingle().Which.Document!.Statements[0].Effect.Should().Be(Effect.Deny);
    }

    [TestCase("errorCode")]
    [TestCase("errorMessage")]
    public async Task FindAsync_CallThatFailed_ChangedNothing(string member) // HIST-02
    {
        var failed = Write("11:00:00", "DeleteRolePolicy", Put(null));
        failed[member] = "User: carol is not authorized to perform: iam:DeleteRolePolicy";

        Documents(await FindAsync(failed, Write("10:00:00", "PutRolePolicy", Put(Deny)))).Should().Equal(Deny);
    }

    [TestCase("HIDDEN_DUE_TO_SECURITY_REASONS")]
    [TestCase("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Al")]
    [TestCase("")]
    public async Task FindAsync_DocumentThatIsCutOffOrHidden_IsUnknownSince(string document) // HIST-03
    {
        var moment = await FindAsync(Write("11:00:00", "PutRolePolicy", Put(document)));

        moment.Policies.IsUnavailable(PolicyLayer.Identity).Should().BeTrue();
        moment.Timeline.Unknown.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Layer = PolicyLayer.Identity, Target = Role, Since = s_noon.AddHours(-1) });
    }

    [Test] // HIST-03
    public async Task FindAsync_ParametersLeftOut_MakeTheAccountsChangedPoliciesUnknown()
    {
        var omitted = Write("11:00:00", "PutRolePolicy", new() { ["requestParametersSize"] = 1, ["omitted"] = true });

        (await FindAsync(omitted, Write("10:00:00", "PutRolePolicy", Put(Deny)))).Policies.IsUnavailable(PolicyLayer.Identity).Should().BeTrue();
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task FindAsync_ParametersLeftOutAndNoOtherChange_MakeTheCallersPoliciesUnknown(bool tellsGaps) // HIST-03
    {
        using var folder = new TemporaryFolder();
        var lost = Write("11:00:00", "DeleteRolePolicy", []);
        lost["requestParameters"] = null;

        var moment = (await HistoryOf(folder, [Snapshot("09:00:00", Allow)], [lost], tellsGaps).FindAsync(Request(), s_noon, default))!;

        moment.Timeline.Unknown.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Layer = PolicyLayer.Identity, Target = Role, Since = s_noon.AddHours(-1) });
        moment.Policies.IsUnavailable(PolicyLayer.Identity).Should().BeTrue();
    }

    [Test] // HIST-03
    public async Task FindAsync_ParametersOfAnotherServiceLeftOut_LeaveTheCallersPoliciesKnown()
    {
        var lost = Write("11:00:00", "PutBucketPolicy", []);
        (lost["eventSource"], lost["requestParameters"]) = ("s3.amazonaws.com", null);

        var moment = await FindAsync(lost);

        moment.Policies.IsUnavailable(PolicyLayer.Identity).Should().BeFalse();
        moment.Policies.IsUnavailable(PolicyLayer.Resource).Should().BeTrue();
    }

    [Test] // HIST-01
    public async Task FindAsync_TwoChangesUnderOneEventId_BothCount()
    {
        var (deleted, put) = (Write("11:00:00", "DeleteRolePolicy", Put(null)), Write("11:10:00", "PutRolePolicy", Put(Deny)));
        put["eventID"] = deleted["eventID"]!.DeepClone();

        var moment = await FindAsync(deleted, put);

        Documents(moment).Should().Equal(Deny);
        moment.Timeline.Changes.Should().HaveCount(2);
    }

    [TestCase("iam.amazonaws.com.example.org", Account, Account)]
    [TestCase("iam.example.org", Account, Account)]
    [TestCase("iam", Account, Account)]
    [TestCase("iam.amazonaws.com", "222222222222", Account)]
    [TestCase("iam.amazonaws.com", "222222222222", "222222222222")]
    public async Task FindAsync_CallOfAnotherHostOrAccount_ChangedNothing(string source, string caller, string recipient) // HIST-07
    {
        var foreign = Write("11:00:00", "PutRolePolicy", Put(Deny));
        (foreign["eventSource"], foreign["userIdentity"]!["accountId"], foreign["recipientAccountId"]) = (source, caller, recipient);

        Documents(await FindAsync(foreign, Write("10:00:00", "PutRolePolicy", Put(Allow)))).Should().Equal(Allow);
    }

    [TestCase("iam", "CreatePolicyVersion", """{"policyArn":"arn:aws:iam::123456789012:policy/m","policyDocument":TEXT,"setAsDefault":true}""")]
    [TestCase("iam", "SetDefaultPolicyVersion", """{"policyArn":"arn:aws:iam::123456789012:policy/m","versionId":"v2"}""")]
    [TestCase("iam", "DeletePolicy", """{"policyArn":"arn:aws:iam::123456789012:policy/m"}""")]
    [TestCase("kms", "PutKeyPolicy", """{"keyId":"arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab","policy":TEXT}""")]
    [TestCase("sqs", "SetQueueAttributes", """{"queueUrl":"https://sqs.us-east-1.amazonaws.com/123456789012/q","attributes":{"Policy":TEXT}}""")]
    [TestCase("sns", "SetTopicAttributes", """{"topicArn":"arn:aws:sns:us-east-1:123456789012:t","attributeName":"Policy","attributeValue":TEXT}""")]
    [TestCase("lambda", "DeleteFunction", """{"functionName":"arn:aws:lambda:us-east-1:123456789012:function:f"}""")]
    [TestCase("dynamodb", "PutResourcePolicy", """{"resourceArn":"arn:aws:dynamodb:us-east-1:123456789012:table/t","policy":TEXT}""")]
    public void Read_CallOfAnotherAccount_ChangedNothingOfThisOne(string source, string name, string parameters) // HIST-07
    {
        var record = Write("11:00:00", name, JsonNode.Parse(parameters.Replace("TEXT", JsonValue.Create(Deny)!.ToJsonString(), StringComparison.Ordinal))!.AsObject());
        record["eventSource"] = $"{source}.amazonaws.com";
        WriteEventReader.Read(CloudTrailEvent.Parse(record.ToJsonString()), out _).Should().NotBeNull();
        (record["userIdentity"]!["accountId"], record["recipientAccountId"]) = ("222222222222", "222222222222");

        WriteEventReader.Read(CloudTrailEvent.Parse(record.ToJsonString()), out var isLoss).Should().BeNull();
        isLoss.Should().BeFalse();
    }

    [TestCase("kms", "PutKeyPolicy", """{"keyId":"arn:aws:dynamodb:us-east-1:123456789012:table/t","policy":TEXT}""")]
    [TestCase("kms", "PutKeyPolicy", """{"keyId":"arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab","policy":TEXT}""")]
    [TestCase("dynamodb", "PutResourcePolicy", """{"resourceArn":"arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab","policy":TEXT}""")]
    [TestCase("dynamodb", "DeleteResourcePolicy", """{"resourceArn":"arn:aws:s3:::data"}""")]
    [TestCase("s3", "PutBucketPolicy", """{"bucketName":"arn:aws:sqs:us-east-1:123456789012:q","bucketPolicy":TEXT}""")]
    [TestCase("lambda", "DeleteFunction", """{"functionName":"arn:aws:sqs:us-east-1:123456789012:q"}""")]
    public void Read_TargetOfAnotherServiceOrRegion_IsNotChanged(string source, string name, string parameters) // HIST-07
    {
        var record = Write("11:00:00", name, JsonNode.Parse(parameters.Replace("TEXT", JsonValue.Create(Deny)!.ToJsonString(), StringComparison.Ordinal))!.AsObject());
        record["eventSource"] = $"{source}.amazonaws.com";

        WriteEventReader.Read(CloudTrailEvent.Parse(record.ToJsonString()), out _).Should().BeNull();
    }

    [Test] // HIST-07
    public async Task FindAsync_BucketOfTheSnapshotsAccount_IsNotChangedByAnother()
    {
        var foreign = Write("11:00:00", "PutBucketPolicy", new() { ["bucketName"] = "data", ["bucketPolicy"] = JsonNode.Parse(OnBucket) });
        (foreign["eventSource"], foreign["userIdentity"]!["accountId"], foreign["recipientAccountId"]) = ("s3.amazonaws.com", "222222222222", "222222222222");

        var moment = await FindAsync(foreign, Write("10:00:00", "PutRolePolicy", Put(Allow)));

        moment.Policies.ResourcePolicy.Should().BeNull();
        moment.Policies.IsUnavailable(PolicyLayer.Resource).Should().BeFalse();
    }

    [Test] // HIST-04
    public async Task FindAsync_ChangeInTheVerySecond_IsUnknown()
    {
        var moment = await FindAsync(Write("12:00:00", "PutRolePolicy", Put(Deny)));

        moment.Timeline.Unknown.Should().ContainSingle().Which.Why.Should().Contain("the very second");
    }

    [Test] // HIST-04
    public async Task FindAsync_TwoChangesInOneSecond_AreUnknownUntilTheNext()
    {
        var one = Write("11:00:00", "PutRolePolicy", Put(Deny));
        var other = Write("11:00:00", "DeleteRolePolicy", Put(null));
        other["eventID"] = "other";

        (await FindAsync(one, other)).Policies.IsUnavailable(PolicyLayer.Identity).Should().BeTrue();
        Documents(await FindAsync(one, other, Write("11:30:00", "PutRolePolicy", Put(Allow)))).Should().Equal(Allow);
    }

    [Test] // HIST-05
    public async Task FindAsync_SnapshotThatShowsAnUnrecordedChange_MakesItUnknownBetween()
    {
        var moment = await FindAsync([Snapshot("09:00:00", Allow), Snapshot("15:00:00", Deny)], [Write("16:00:00", "TagRole", new() { ["roleName"] = "app" })]);

        moment.Timeline.Unknown.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Layer = PolicyLayer.Identity, Since = s_noon.AddHours(-3) });
        moment.Policies.IsUnavailable(PolicyLayer.Identity).Should().BeTrue();
    }

    [Test] // HIST-05
    public async Task FindAsync_LaterSnapshotAlone_TellsOfWhatHasNotChangedSince()
    {
        var moment = await FindAsync([Snapshot("15:00:00", Deny)], [Write("11:00:00", "PutRolePolicy", Put(""))]);

        Documents(moment).Should().Equal(Deny);
    }

    [Test] // HIST-05
    public async Task FindAsync_LaterSnapshotAndAChangeBetween_IsUnknown() =>
        (await FindAsync([Snapshot("15:00:00", Deny)], [Write("13:00:00", "PutRolePolicy", Put(Deny))])).Policies.IsUnavailable(PolicyLayer.Identity).Should().BeTrue();

    [TestCase("DetachRolePolicy", """{"roleName":"app","policyArn":"arn:aws:iam::123456789012:policy/m"}""")]
    [TestCase("DeleteRolePolicy", """{"roleName":"app","policyName":"other"}""")]
    public async Task FindAsync_CallThatTakesAwayWhatWasNotThere_ShowsThatACallIsMissing(string name, string parameters) => // HIST-05
        (await FindAsync(Write("13:00:00", name, JsonNode.Parse(parameters)!.AsObject()))).Policies.IsUnavailable(PolicyLayer.Identity).Should().BeTrue();

    [Test] // HIST-06
    public async Task FindAsync_RoleMadeAgainUnderItsName_HasNothingOfTheOldOne()
    {
        var made = Write("11:01:00", "CreateRole", new() { ["roleName"] = "app", ["assumeRolePolicyDocument"] = Allow });
        made["responseElements"] = new JsonObject { ["role"] = new JsonObject { ["arn"] = Role, ["roleName"] = "app", ["roleId"] = "AROANEW" } };

        Documents(await FindAsync(Write("11:00:00", "DeleteRole", new() { ["roleName"] = "app" }), made)).Should().BeEmpty();
    }

    [Test] // HIST-01
    public async Task FindAsync_TheSameEventInTwoTrailsAndOutOfOrder_CountsOnce()
    {
        var (first, second) = (Write("10:00:00", "PutRolePolicy", Put(Deny)), Write("11:00:00", "PutRolePolicy", Put(Allow)));

        var moment = await FindAsync(second, first, (JsonObject)second.DeepClone());

        Documents(moment).Should().Equal(Allow);
        moment.Timeline.Changes.Should().HaveCount(2);
    }

    [TestCase("s3.amazonaws.com", "PutBucketPolicy", """{"bucketName":"data","bucketPolicy":DOC}""", "s3:GetObject", "arn:aws:s3:::data/a")]
    [TestCase("sqs.amazonaws.com", "SetQueueAttributes", """{"queueUrl":"https://sqs.us-east-1.amazonaws.com/123456789012/q","attributes":{"Policy":TEXT}}""", "sqs:SendMessage", "arn:aws:sqs:us-east-1:123456789012:q")]
    [TestCase("sns.amazonaws.com", "SetTopicAttributes", """{"topicArn":"arn:aws:sns:us-east-1:123456789012:t","attributeName":"Policy","attributeValue":TEXT}""", "sns:Publish", "arn:aws:sns:us-east-1:123456789012:t")]
    [TestCase("kms.amazonaws.com", "PutKeyPolicy", """{"keyId":"1234abcd-12ab-34cd-56ef-1234567890ab","policyName":"default","policy":TEXT}""", "kms:Decrypt", "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab")]
    [TestCase("ecr.amazonaws.com", "SetRepositoryPolicy", """{"repositoryName":"web","policyText":TEXT}""", "ecr:BatchGetImage", "arn:aws:ecr:us-east-1:123456789012:repository/web")]
    [TestCase("dynamodb.amazonaws.com", "PutResourcePolicy", """{"resourceArn":"arn:aws:dynamodb:us-east-1:123456789012:table/t","policy":TEXT}""", "dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:123456789012:table/t")]
    public async Task FindAsync_PolicyOfAResource_IsTheOneOfTheCall(string source, string name, string parameters, string action, string resource) // HIST-01
    {
        var text = JsonValue.Create(OnBucket)!.ToJsonString();
        var record = Write("11:00:00", name, (JsonObject)JsonNode.Parse(parameters.Replace("DOC", OnBucket, StringComparison.Ordinal).Replace("TEXT", text, StringComparison.Ordinal))!);
        record["eventSource"] = source;

        var moment = await FindAsync([Snapshot("09:00:00", Allow)], [record], action, resource);

        moment.Policies.ResourcePolicy?.Document!.Statements[0].Effect.Should().Be(Effect.Deny);
        moment.Timeline.Changes.Should().ContainSingle();
    }

    [Test] // HIST-01
    public async Task FindAsync_StatementAddedToAFunction_StandsThereUntilItIsRemoved()
    {
        var added = Write("10:00:00", "AddPermission20150331v2", new() { ["functionName"] = "f", ["statementId"] = "s" });
        added["responseElements"] = new JsonObject
        {
            ["statement"] = """{"Sid":"s","Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"arn:aws:lambda:us-east-1:123456789012:function:f"}""",
        };
        var removed = Write("11:00:00", "RemovePermission20150331v2", new() { ["functionName"] = "f", ["statementId"] = "s" });
        (added["eventSource"], removed["eventSource"]) = ("lambda.amazonaws.com", "lambda.amazonaws.com");
        var (action, resource) = ("lambda:InvokeFunction", "arn:aws:lambda:us-east-1:123456789012:function:f");
        var snapshot = Snapshot("09:00:00", Allow);
        snapshot["Accounts"]![Account]!["ResourcePolicies"] = new JsonObject { [resource] = null };

        (await FindAsync([snapshot], [added], action, resource)).Policies.ResourcePolicy!.Document!.Statements.Should().ContainSingle();
        (await FindAsync([snapshot], [added, removed], action, resource)).Policies.ResourcePolicy.Should().BeNull();
    }

    [Test]
    public async Task FindAsync_NoDateOrNoChange_GivesNoHistory()
    {
        using var folder = new TemporaryFolder();
        var undated = Snapshot("09:00:00", Allow);
        undated.Remove("CollectedAt");

        (await HistoryOf(folder, [undated], [Write("11:00:00", "PutRolePolicy", Put(Deny))]).FindAsync(Request(), s_noon, default)).Should().BeNull();
        (await HistoryOf(folder, [Snapshot("09:00:00", Allow)], [Write("11:00:00", "ListRoles", [])]).FindAsync(Request(), s_noon, default)).Should().BeNull();
    }

    [TestCaseSource(nameof(Rows))]
    public void Rows_OfTheTable_NamePageAndCarrier(WriteRow row)
    {
        row.Page.Should().StartWith("https://docs.aws.amazon.com/").And.EndWith(".html");
        WriteTable.Find(row.Source, row.Event).Should().Be(row);
        WriteTable.MayBe(System.Text.Encoding.UTF8.GetBytes($"{row.Source}.amazonaws.com"), System.Text.Encoding.UTF8.GetBytes(row.Event)).Should().BeTrue();
        row.Carrier.Should().Match(carrier => carrier.Length > 0 || row.Kind == WriteKind.JoinOrLeave);
    }

    private static IEnumerable<WriteRow> Rows => WriteTable.All;

    private static IEnumerable<string> Documents(PolicyMoment moment) =>
        moment.Policies.Identity.Select(policy => $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', policy.Document!.Statements.Select(one => System.Text.Encoding.UTF8.GetString(one.Json.Span)))}}]}""");

    private static Task<PolicyMoment> FindAsync(params JsonObject[] records) => FindAsync([Snapshot("09:00:00", Allow)], records);

    private static async Task<PolicyMoment> FindAsync(JsonObject[] snapshots, JsonObject[] records, string action = "s3:GetObject", string resource = "arn:aws:s3:::data/a")
    {
        using var folder = new TemporaryFolder();
        return (await HistoryOf(folder, snapshots, records).FindAsync(Request(action, resource), s_noon, default))!;
    }

    private static IPolicyHistory HistoryOf(TemporaryFolder folder, JsonObject[] snapshots, JsonObject[] records, bool tellsGaps = false)
    {
        var trail = folder.File("trail.json");
        File.WriteAllText(trail, new JsonObject { ["Records"] = new JsonArray([.. records.Select(record => record.DeepClone())]) }.ToJsonString());
        var paths = snapshots.Select((_, i) => folder.File($"s{i}.json")).ToList();
        foreach (var (path, snapshot) in paths.Zip(snapshots))
        {
            File.WriteAllText(path, snapshot.ToJsonString());
        }

        return new PolicyHistory(paths, null, new TrailPass([TrailSource.OfPath(trail)], [])) { TellsGaps = tellsGaps };
    }

    private static AuthorizationRequest Request(string action = "s3:GetObject", string resource = "arn:aws:s3:::data/a") => new()
    {
        Principal = new() { Kind = PrincipalKind.RoleSession, Id = $"arn:aws:sts::{Account}:assumed-role/app/s", EntityId = Role, AccountId = Account, Name = "app", SessionName = "s" },
        Action = action,
        Resource = new(resource, Account),
    };

    private static JsonObject Put(string? document) => document is null
        ? new() { ["roleName"] = "app", ["policyName"] = "own" } : new() { ["roleName"] = "app", ["policyName"] = "own", ["policyDocument"] = document };

    private static JsonObject Write(string time, string name, JsonObject parameters) => new()
    {
        ["eventVersion"] = "1.11",
        ["userIdentity"] = new JsonObject { ["type"] = "IAMUser", ["principalId"] = "AIDACAROL", ["arn"] = $"arn:aws:iam::{Account}:user/carol", ["accountId"] = Account, ["userName"] = "carol" },
        ["eventTime"] = $"2026-05-05T{time}Z", ["eventSource"] = "iam.amazonaws.com", ["eventName"] = name, ["awsRegion"] = "us-east-1", ["sourceIPAddress"] = "192.0.2.1",
        ["userAgent"] = "aws-cli", ["requestParameters"] = parameters, ["responseElements"] = null, ["eventID"] = time, ["eventType"] = "AwsApiCall", ["recipientAccountId"] = Account,
    };

    private static JsonObject Snapshot(string time, string document) => new()
    {
        ["SnapshotVersion"] = 1, ["CollectedAt"] = $"2026-05-05T{time}Z",
        ["Accounts"] = new JsonObject
        {
            [Account] = new JsonObject
            {
                ["AuthorizationDetails"] = new JsonObject
                {
                    ["UserDetailList"] = new JsonArray(), ["GroupDetailList"] = new JsonArray(), ["Policies"] = new JsonArray(),
                    ["RoleDetailList"] = new JsonArray(new JsonObject
                    {
                        ["RoleName"] = "app", ["RoleId"] = "AROAOLD", ["Arn"] = Role, ["Path"] = "/", ["AttachedManagedPolicies"] = new JsonArray(),
                        ["RolePolicyList"] = new JsonArray(new JsonObject { ["PolicyName"] = "own", ["PolicyDocument"] = JsonNode.Parse(document) }),
                    }),
                },
                ["ResourcePolicies"] = new JsonObject { ["arn:aws:s3:::data"] = null },
            },
        },
    };
}
