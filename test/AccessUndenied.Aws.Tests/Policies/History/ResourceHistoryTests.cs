using System.Text;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Policies.History;
using AccessUndenied.Aws.Policies.ResourcePolicyProviders;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Policies.History;

/// <summary>Calls that change what resources carry: policies, tags, grants, endpoints; what is then known at 12:00.</summary>
internal sealed partial class ResourceHistoryTests
{
    private const string Account = "123456789012";
    private const string Role = "arn:aws:iam::123456789012:role/app";
    private const string Key = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private const string Queue = "arn:aws:sqs:us-east-1:123456789012:q";
    private const string Old = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""";
    private const string New = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}""";

    private static readonly DateTimeOffset s_noon = new(2026, 5, 5, 12, 0, 0, TimeSpan.Zero);

    // Their policies are written by AWS RAM alone.
    private static readonly string[] s_sharedAlone = ["bcm-dashboards", "elasticloadbalancing"];

    public static IEnumerable<string> Services =>
        PolicyTable.All.Select(row => row.ArnService).Concat(["s3", "kms", "logs", "sqs", "s3tables"]).Distinct(StringComparer.Ordinal).Except(s_sharedAlone, StringComparer.Ordinal);

    [TestCaseSource(nameof(Services))]
    public void Rows_EveryServiceWhosePoliciesAreRead_HasCallsThatChangeThem(string service) // HIST-01
    {
        var rows = WriteTable.All.Where(row => row.Kind is not (WriteKind.TagResource or WriteKind.UntagResource)
            && (row.Source == service || row.Carrier.StartsWith($"arn:{{partition}}:{service}:", StringComparison.Ordinal)));

        rows.Should().Contain(row => row.Kind == WriteKind.PutResource || row.Kind == WriteKind.MayPutResource || row.Kind == WriteKind.LoseResource
            || row.Kind == WriteKind.LoseKind || row.Kind == WriteKind.AddStatement);
    }

    [Test] // HIST-01
    public void Rows_KindsThatAreSharedAlone_AreLostByShares() => s_sharedAlone.Should().OnlyContain(service => WriteEventReader.IsShared(service));

    [TestCase("acm-pca", "PutPolicy", """{"resourceArn":"arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/x","policy":TEXT}""", "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/x")]
    [TestCase("backup", "PutBackupVaultAccessPolicy", """{"backupVaultName":"v","policy":TEXT}""", "arn:aws:backup:us-east-1:123456789012:backup-vault:v")]
    [TestCase("codeartifact", "PutDomainPermissionsPolicy", """{"domain":"d","policyDocument":TEXT}""", "arn:aws:codeartifact:us-east-1:123456789012:domain/d")]
    [TestCase("ecr", "SetRepositoryPolicy", """{"registryId":"123456789012","repositoryName":"a/b","policyText":TEXT}""", "arn:aws:ecr:us-east-1:123456789012:repository/a/b")]
    [TestCase("elasticfilesystem", "PutFileSystemPolicy", """{"fileSystemId":"fs-1","policy":TEXT}""", "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-1")]
    [TestCase("es", "UpdateDomainConfig", """{"domainName":"d","accessPolicies":TEXT}""", "arn:aws:es:us-east-1:123456789012:domain/d")]
    [TestCase("events", "PutPermission", """{"policy":TEXT}""", "arn:aws:events:us-east-1:123456789012:event-bus/default")]
    [TestCase("events", "PutPermission", """{"eventBusName":"b","policy":TEXT}""", "arn:aws:events:us-east-1:123456789012:event-bus/b")]
    [TestCase("glue", "PutResourcePolicy", """{"policyInJson":TEXT}""", "arn:aws:glue:us-east-1:123456789012:catalog")]
    [TestCase("kinesis", "PutResourcePolicy", """{"resourceARN":"arn:aws:kinesis:us-east-1:123456789012:stream/s","policy":TEXT}""", "arn:aws:kinesis:us-east-1:123456789012:stream/s")]
    [TestCase("logs", "PutDestinationPolicy", """{"destinationName":"d","accessPolicy":TEXT}""", "arn:aws:logs:us-east-1:123456789012:destination:d")]
    [TestCase("route53resolver", "PutResolverRulePolicy", """{"arn":"arn:aws:route53resolver:us-east-1:123456789012:resolver-rule/r","resolverRulePolicy":TEXT}""", "arn:aws:route53resolver:us-east-1:123456789012:resolver-rule/r")]
    [TestCase("s3", "PutAccessPointPolicy", """{"name":"ap","policy":TEXT}""", "arn:aws:s3:us-east-1:123456789012:accesspoint/ap")]
    [TestCase("s3", "PutAccessPointPolicy", """{"name":"ap","PutAccessPointPolicyRequest":{"Policy":TEXT}}""", "arn:aws:s3:us-east-1:123456789012:accesspoint/ap")]
    [TestCase("s3express", "PutBucketPolicy", """{"bucketName":"b--use1-az4--x-s3","bucketPolicy":DOC}""", "arn:aws:s3express:us-east-1:123456789012:bucket/b--use1-az4--x-s3")]
    [TestCase("wafv2", "PutPermissionPolicy", """{"resourceArn":"arn:aws:wafv2:us-east-1:123456789012:regional/rulegroup/g/1","policy":TEXT}""", "arn:aws:wafv2:us-east-1:123456789012:regional/rulegroup/g/1")]
    [TestCase("lambda", "PutResourcePolicy20260709", """{"resourceArn":"arn:aws:lambda:us-east-1:123456789012:function:f","policy":TEXT}""", "arn:aws:lambda:us-east-1:123456789012:function:f")]
    [TestCase("kafka", "PutClusterPolicy", """{"clusterArn":"arn%3Aaws%3Akafka%3Aus-east-1%3A123456789012%3Acluster%2Fc%2F1","policy":TEXT}""", "arn:aws:kafka:us-east-1:123456789012:cluster/c/1")]
    [TestCase("codeartifact", "PutDomainPermissionsPolicy", """{"domainName":"d","policyDocument":TEXT}""", "arn:aws:codeartifact:us-east-1:123456789012:domain/d")]
    public async Task FindAsync_PolicyPut_IsTheOneOfTheCall(string source, string name, string parameters, string resource) // HIST-01
    {
        var text = parameters.Replace("TEXT", JsonValue.Create(New)!.ToJsonString(), StringComparison.Ordinal).Replace("DOC", New, StringComparison.Ordinal);

        var moment = await FindAsync(Snapshot(resource, Old), resource, Call("11:00:00", source, name, text));

        moment.Policies.ResourcePolicy!.Document!.Statements.Should().ContainSingle().Which.Effect.Should().Be(Effect.Deny);
        moment.Timeline.Changes.Should().ContainSingle().Which.Target.Should().Be(resource);
    }

    [TestCase("logs", "PutResourcePolicy", """{"policyName":"p","policyDocument":TEXT}""", "arn:aws:logs:us-east-1:123456789012:log-group:g")]
    [TestCase("ssm", "PutResourcePolicy", """{"resourceArn":"arn:aws:ssm:us-east-1:123456789012:parameter/p","policy":TEXT}""", "arn:aws:ssm:us-east-1:123456789012:parameter/p")]
    [TestCase("apigateway", "UpdateRestApi", """{"restApiId":"abc","patchOperations":[]}""", "arn:aws:execute-api:us-east-1:123456789012:abc")]
    [TestCase("vpc-lattice", "PutAuthPolicy", """{"resourceIdentifier":"svc-1","policy":TEXT}""", "arn:aws:vpc-lattice:us-east-1:123456789012:service/svc-1")]
    [TestCase("events", "PutPermission", """{"statementId":"s","action":"events:PutEvents","principal":"111122223333"}""", "arn:aws:events:us-east-1:123456789012:event-bus/default")]
    [TestCase("ram", "AssociateResourceShare", """{"resourceShareArn":"x","resourceArns":["arn:aws:glue:us-east-1:123456789012:catalog"]}""", "arn:aws:glue:us-east-1:123456789012:catalog")]
    [TestCase("ram", "DeleteResourceShare", """{"resourceShareArn":"x"}""", "arn:aws:glue:us-east-1:123456789012:catalog")]
    [TestCase("sns", "CreateTopic", """{"name":"t"}""", "arn:aws:sns:us-east-1:123456789012:t")]
    public async Task FindAsync_PolicyChangedByWhatNoRecordHas_IsUnknown(string source, string name, string parameters, string resource) // HIST-03
    {
        var call = Call("11:00:00", source, name, parameters.Replace("TEXT", JsonValue.Create(New)!.ToJsonString(), StringComparison.Ordinal));
        call["responseElements"] = new JsonObject { ["topicArn"] = resource };

        var moment = await FindAsync(Snapshot(resource, name == "CreateTopic" ? null : Old), resource, call);

        moment.Policies.IsUnavailable(PolicyLayer.Resource).Should().BeTrue();
        moment.Policies.ResourcePolicy.Should().BeNull(because: "the text of another time decides nothing");
        moment.Policies.IsUnavailable(PolicyLayer.Identity).Should().BeFalse();
    }

    [TestCase("kinesis", "DeleteStream", """{"streamName":"s"}""", "arn:aws:kinesis:us-east-1:123456789012:stream/s")]
    [TestCase("ssm", "DeleteParameter", """{"name":"/db/pw"}""", "arn:aws:ssm:us-east-1:123456789012:parameter/db/pw")]
    [TestCase("ssm", "DeleteParameters", """{"names":["/db/pw"]}""", "arn:aws:ssm:us-east-1:123456789012:parameter/db/pw")]
    [TestCase("s3tables", "PutTableBucketPolicy", """{"tableBucketARN":"arn:aws:s3tables:us-east-1:123456789012:bucket/b"}""", "arn:aws:s3tables:us-east-1:123456789012:bucket/b")]
    [TestCase("lambda", "DeleteFunction20150331", """{"functionName":"f"}""", "arn:aws:lambda:us-east-1:123456789012:function:f:live")]
    [TestCase("dynamodb", "UpdateResourcePolicy", "{}", "arn:aws:dynamodb:us-east-1:123456789012:table/t")]
    [TestCase("secretsmanager", "PutResourcePolicy", """{"secretId":"s","resourcePolicy":"{}"}""", "arn:aws:secretsmanager:us-east-1:123456789012:secret:s-AbCdEf")]
    [TestCase("secretsmanager", "PutResourcePolicy", """{"secretId":"arn:aws:secretsmanager:us-east-1:123456789012:secret:s-AbCdEf","resourcePolicy":"{}"}""", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:s-AbCdEf")]
    [TestCase("secretsmanager", "ReplicateSecretToRegions", """{"secretId":"arn:aws:secretsmanager:us-east-1:123456789012:secret:s-AbCdEf"}""", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:s-AbCdEf")]
    public async Task FindAsync_PolicyThatMayHaveChanged_HasNoText(string source, string name, string parameters, string resource) // HIST-03
    {
        // The snapshot was taken after the denial: what it says may be what the call put in.
        var moment = await FindAsync(Snapshot(resource, New, "14:00:00"), resource, Call("13:00:00", source, name, parameters));

        moment.Policies.ResourcePolicy.Should().BeNull();
        moment.Policies.IsUnavailable(PolicyLayer.Resource).Should().BeTrue();
    }

    [Test] // HIST-03
    public async Task FindAsync_IdentityPoliciesThatACallWithoutParametersMayHaveChanged_HaveNoText()
    {
        var call = Call("13:00:00", "iam", "PutRolePolicy", """{"omitted":true}""");

        var snapshot = Snapshot(Queue, Old, "14:00:00");
        var role = snapshot["Accounts"]![Account]!["AuthorizationDetails"]!["RoleDetailList"]![0]!;
        role["RolePolicyList"]!.AsArray().Add(new JsonObject { ["PolicyName"] = "own", ["PolicyDocument"] = JsonNode.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}""") });

        var moment = await FindAsync(snapshot, Queue, call);

        moment.Policies.Identity.Should().BeEmpty();
        moment.Policies.IsUnavailable(PolicyLayer.Identity).Should().BeTrue();
        moment.Policies.IsUnavailable(PolicyLayer.PermissionsBoundary).Should().BeTrue();
    }

    [Test] // HIST-01
    public async Task FindAsync_AliasOfAFunctionNamedByItsArnDeleted_LeavesTheFunctionsPolicy()
    {
        const string function = "arn:aws:lambda:us-east-1:123456789012:function:f";

        var moment = await FindAsync(Snapshot(function, Old), function, Call("11:00:00", "lambda", "DeleteAlias20150331", $$"""{"functionName":"{{function}}","name":"live"}"""), Call("10:00:00", "iam", "TagRole", """{"roleName":"app","tags":[{"key":"a","value":"b"}]}"""));

        moment.Policies.ResourcePolicy.Should().NotBeNull(because: "an alias is not the function");
    }

    [Test] // HIST-02
    public async Task FindAsync_DryRun_ChangesNothing()
    {
        const string domain = "arn:aws:es:us-east-1:123456789012:domain/d";
        var parameters = $$"""{"domainName":"d","dryRun":true,"accessPolicies":{{JsonValue.Create(New)!.ToJsonString()}}}""";

        var moment = await FindAsync(Snapshot(domain, Old), domain, Call("11:00:00", "es", "UpdateDomainConfig", parameters), Call("10:00:00", "iam", "TagRole", """{"roleName":"app","tags":[{"key":"a","value":"b"}]}"""));

        moment.Policies.ResourcePolicy!.Document!.Statements.Should().ContainSingle().Which.Effect.Should().Be(Effect.Allow);
    }

    [Test] // HIST-01
    public async Task FindAsync_EndpointsOwnRecordOfAChange_LosesNothing()
    {
        var change = Call("11:00:00", "iam", "DeleteRolePolicy", """{"roleName":"app","policyName":"own"}""");
        var own = Call("11:00:00", "iam", "DeleteRolePolicy", "null");
        (own["eventCategory"], own["eventType"], own["eventID"]) = ("NetworkActivity", "AwsVpceEvent", "a-network-event");

        var moment = await FindAsync(Snapshot(Queue, Old), Queue, change, own);

        moment.Policies.IsUnavailable(PolicyLayer.Identity).Should().BeFalse();
        moment.Timeline.Changes.Should().ContainSingle();
    }

    [TestCase("logs", "PutResourcePolicy", """{"policyName":"p","policyDocument":"{}"}""", "arn:aws:logs:us-east-1:123456789012:destination:d")]
    [TestCase("es", "UpdateDomainConfig", """{"domainName":"d","eBSOptions":{}}""", "arn:aws:es:us-east-1:123456789012:domain/d")]
    [TestCase("ecr", "SetRepositoryPolicy", """{"registryId":"222222222222","repositoryName":"r","policyText":"{}"}""", "arn:aws:ecr:us-east-1:123456789012:repository/r")]
    [TestCase("sqs", "CreateQueue", """{"queueName":"q"}""", Queue)]
    [TestCase("sns", "CreateTopic", """{"name":"t"}""", "arn:aws:sns:us-east-1:123456789012:t")]
    [TestCase("s3", "CreateBucket", """{"bucketName":"data"}""", "arn:aws:s3:::data")]
    public async Task FindAsync_CallThatLeavesThePolicy_LeavesItKnown(string source, string name, string parameters, string resource) // HIST-08
    {
        var call = Call("11:00:00", source, name, parameters);
        call["responseElements"] = new JsonObject { ["topicArn"] = resource, ["queueUrl"] = "https://sqs.us-east-1.amazonaws.com/123456789012/q" };

        // Something else has changed, so that there is a history.
        var moment = await FindAsync(Snapshot(resource, Old), resource, call, Call("10:00:00", "iam", "TagRole", """{"roleName":"app","tags":[{"key":"a","value":"b"}]}"""));

        moment.Policies.IsUnavailable(PolicyLayer.Resource).Should().BeFalse();
        moment.Policies.ResourcePolicy!.Document!.Statements.Should().ContainSingle().Which.Effect.Should().Be(Effect.Allow);
    }

    [TestCase("function:f", """{"functionName":"f","statementId":"s"}""")]
    [TestCase("function:f", """{"functionName":"123456789012:function:f","statementId":"s"}""")]
    [TestCase("function:f", """{"functionName":"arn:aws:lambda:us-east-1:123456789012:function:f","statementId":"s"}""")]
    [TestCase("function:f:live", """{"functionName":"f","qualifier":"live","statementId":"s"}""")]
    [TestCase("function:f:live", """{"functionName":"f:live","statementId":"s"}""")]
    [TestCase("function:f:live", """{"functionName":"arn:aws:lambda:us-east-1:123456789012:function:f","qualifier":"live","statementId":"s"}""")]
    public async Task FindAsync_FunctionNamedInAnyForm_IsFound(string resource, string parameters) // HIST-01
    {
        var arn = $"arn:aws:lambda:us-east-1:123456789012:{resource}";
        var call = Call("11:00:00", "lambda", "AddPermission20150331v2", parameters);
        call["responseElements"] = new JsonObject { ["statement"] = """{"Sid":"s","Effect":"Deny","Principal":"*","Action":"lambda:InvokeFunction","Resource":"*"}""" };

        var moment = await FindAsync(Snapshot(arn, null), arn, call);

        moment.Policies.ResourcePolicy!.Document!.Statements.Should().ContainSingle();
    }

    [TestCase("TagQueue", """{"queueUrl":"https://sqs.us-east-1.amazonaws.com/123456789012/q","tags":{"team":"web"}}""", "sqs", "web")]
    [TestCase("TagResources", """{"resourceARNList":["arn:aws:sqs:us-east-1:123456789012:q"],"tags":{"team":"web"}}""", "tagging", "web")]
    [TestCase("UntagQueue", """{"queueUrl":"https://sqs.us-east-1.amazonaws.com/123456789012/q","tagKeys":["team"]}""", "sqs", null)]
    [TestCase("TagQueue", """{"queueUrl":"https://sqs.us-east-1.amazonaws.com/123456789012/q","tags":{"other":"x"}}""", "sqs", "data")]
    public async Task FindAsync_TagsOfAResource_AreThoseOfTheMoment(string name, string parameters, string source, string? expected) // HIST-10
    {
        var moment = await FindAsync(Snapshot(Queue, Old), Queue, Call("11:00:00", source, name, parameters));

        Fact(moment, "aws:ResourceTag/team").Should().Be(expected is null ? ContextValue.Absent : ContextValue.Of(expected));
        moment.Timeline.Changes.Should().ContainSingle();
    }

    [Test] // HIST-10
    public async Task FindAsync_TagsOfABucketPutAnew_AreThoseAlone()
    {
        const string bucket = "arn:aws:s3:::data";
        var put = Call("11:00:00", "s3", "PutBucketTagging", """{"bucketName":"data","tagging":"","Tagging":{"TagSet":{"Tag":[{"Key":"a","Value":"b"}]}}}""");
        put["requestParameters"]!.AsObject().Remove("tagging");

        var moment = await FindAsync(Snapshot(bucket, Old), bucket, put);

        Fact(moment, "aws:ResourceTag/team").Should().Be(ContextValue.Absent);
        Fact(moment, "aws:ResourceTag/a").Should().Be(ContextValue.Of("b"));
    }

    [TestCase("TagQueue", """{"queueUrl":"https://sqs.us-east-1.amazonaws.com/123456789012/q","tags":"HIDDEN_DUE_TO_SECURITY_REASONS"}""")]
    [TestCase("TagQueue", "null")]
    [TestCase("DeleteQueue", """{"queueUrl":"https://sqs.us-east-1.amazonaws.com/123456789012/q"}""")]
    public async Task FindAsync_TagsThatNoRecordTells_AreUnknown(string name, string parameters) // HIST-10
    {
        var moment = await FindAsync(Snapshot(Queue, Old), Queue, Call("11:00:00", "sqs", name, parameters));

        Fact(moment, "aws:ResourceTag/team").Should().Be(ContextValue.Unknown);
        moment.Policies.Unavailable.Should().Contain(item => item.Kind == EvidenceKind.Tags && item.Target == Queue);
    }

    [Test] // HIST-09
    public async Task GetPoliciesAsync_GrantOfAKey_AllowsBetweenItsCreationAndItsEnd()
    {
        using var folder = new TemporaryFolder();
        var created = Call("10:00:00", "kms", "CreateGrant", $$$$"""{"keyId":"{{{{Key}}}}","operations":["Decrypt"],"granteePrincipal":"{{{{Role}}}}","constraints":{"encryptionContextSubset":{"a":"b"}}}""");
        created["responseElements"] = new JsonObject { ["grantId"] = "g1", ["keyId"] = Key };
        var foreign = (JsonObject)created.DeepClone();
        (foreign["eventID"], foreign["requestParameters"]!["granteePrincipal"], foreign["responseElements"]!["grantId"]) = ("other", "arn:aws:iam::123456789012:role/other", "g2");
        var retired = Call("11:00:00", "kms", "RetireGrant", "null");
        (retired["additionalEventData"], retired["resources"]) = (new JsonObject { ["grantId"] = "g1" }, new JsonArray(new JsonObject { ["ARN"] = Key, ["accountId"] = Account, ["type"] = "AWS::KMS::Key" }));
        var history = HistoryOf(folder, Snapshot(Key, Old), created, foreign, retired);
        var request = Request("kms:Decrypt", Key);

        var moment = (await history.FindAsync(request, s_noon, default))!;
        async Task<int> Statements(RecordedChange change, bool after) => (await history.GetPoliciesAsync(request, change, after, default)).ResourcePolicy!.Document!.Statements.Count;

        moment.Policies.ResourcePolicy!.Document!.Statements.Should().ContainSingle();
        moment.Timeline.Changes.Select(change => change.Action).Should().Equal("kms:CreateGrant", "kms:RetireGrant");
        (await Statements(moment.Timeline.Changes[0], false)).Should().Be(1);
        (await Statements(moment.Timeline.Changes[0], true)).Should().Be(2);
        (await Statements(moment.Timeline.Changes[1], false)).Should().Be(3, "the other caller's grant is there as well");
        (await Statements(moment.Timeline.Changes[1], true)).Should().Be(2);
    }

    [Test] // HIST-08
    public async Task FindAsync_PolicyOfAnEndpointReplaced_KeepsItsVpcAndType()
    {
        var call = Call("11:00:00", "ec2", "ModifyVpcEndpoint", """{"ModifyVpcEndpointRequest":{"VpcEndpointId":"vpce-1","PolicyDocument":TEXT}}""".Replace("TEXT", JsonValue.Create(New)!.ToJsonString(), StringComparison.Ordinal));
        var snapshot = Snapshot(Queue, Old);
        snapshot["Accounts"]![Account]!["VpcEndpoints"] = new JsonObject { ["vpce-1"] = new JsonObject { ["VpcId"] = "vpc-1", ["VpcEndpointType"] = "Gateway", ["PolicyDocument"] = JsonNode.Parse(Old) } };

        var moment = await FindAsync(snapshot, Request("sqs:SendMessage", Queue) with { NetworkEndpointId = "vpce-1" }, call);

        var policy = moment.Policies.VpcEndpoint.Should().ContainSingle().Subject;
        policy.Document!.Statements[0].Effect.Should().Be(Effect.Deny);
        policy.AccountNamesRootAlone.Should().BeTrue("the endpoint is still a gateway");
        Fact(moment, "aws:SourceVpc").Should().Be(ContextValue.Of("vpc-1"));
    }

    [Test] // HIST-08
    public async Task FindAsync_EndpointMadeByACall_HasWhatTheCallTells()
    {
        var call = Call("11:00:00", "ec2", "CreateVpcEndpoint", """{"CreateVpcEndpointRequest":{"VpcId":"vpc-1","VpcEndpointType":"Gateway"}}""");
        call["responseElements"] = new JsonObject
        {
            ["CreateVpcEndpointResponse"] = new JsonObject
            {
                ["vpcEndpoint"] = new JsonObject { ["vpcEndpointId"] = "vpce-1", ["vpcId"] = "vpc-1", ["vpcEndpointType"] = "Gateway", ["policyDocument"] = Old },
            },
        };

        var moment = await FindAsync(Snapshot(Queue, Old), Request("sqs:SendMessage", Queue) with { NetworkEndpointId = "vpce-1" }, call);

        moment.Policies.VpcEndpoint.Should().ContainSingle().Which.AccountNamesRootAlone.Should().BeTrue();
        moment.Policies.IsUnavailable(PolicyLayer.VpcEndpoint).Should().BeFalse();
    }

    [Test] // HIST-06
    public async Task FindAsync_ServiceLinkedRoleMade_HasPoliciesThatNobodyKnows()
    {
        var call = Call("11:00:00", "iam", "CreateServiceLinkedRole", """{"aWSServiceName":"x.amazonaws.com"}""");
        call["responseElements"] = new JsonObject { ["role"] = new JsonObject { ["roleName"] = "app", ["arn"] = Role, ["roleId"] = "AROANEW" } };

        (await FindAsync(Snapshot(Queue, Old), Queue, call)).Policies.IsUnavailable(PolicyLayer.Identity).Should().BeTrue();
    }

    [TestCase("LeaveOrganization", "null", Account)]
    [TestCase("RemoveAccountFromOrganization", """{"accountId":"123456789012"}""", "999988887777")]
    [TestCase("DisablePolicyType", """{"rootId":"r-root","policyType":"RESOURCE_CONTROL_POLICY"}""", "999988887777")]
    public async Task FindAsync_AccountThatGoesOrTypeThatIsOff_LeavesBothKindsUnknown(string name, string parameters, string account) // HIST-03
    {
        var call = Call("11:00:00", "organizations", name, parameters);
        (call["recipientAccountId"], call["userIdentity"]!["accountId"]) = (account, account);
        var snapshot = Snapshot(Queue, Old);
        (snapshot["OrganizationId"], snapshot["ManagementAccountId"]) = ("o-example", "999988887777");
        snapshot["Organization"] = new JsonObject { ["r-root"] = Node("r-root", null), [Account] = Node(Account, "r-root") };

        var moment = await FindAsync(snapshot, Queue, call);

        moment.Policies.IsUnavailable(PolicyLayer.ServiceControl).Should().BeTrue();
        moment.Policies.IsUnavailable(PolicyLayer.ResourceControl).Should().BeTrue();
    }

    private static ContextValue Fact(PolicyMoment moment, string key) => moment.Policies.Facts.TryGet(key, out var value) ? value : ContextValue.Unknown;

    private static JsonObject Node(string id, string? parent) => new()
    {
        ["id"] = id, ["name"] = id, ["arn"] = $"arn:aws:organizations::999988887777:x/o-example/{id}", ["parent"] = parent,
        ["organization_node_type"] = char.IsAsciiDigit(id[0]) ? "AWSAccount" : "Organizational Unit or Organization Root",
        ["policies"] = new JsonArray(), ["resource_control_policies"] = new JsonArray(),
    };

    private static Task<PolicyMoment> FindAsync(JsonObject snapshot, string resource, params JsonObject[] records) =>
        FindAsync(snapshot, Request($"{resource.Split(':')[2]}:Do", resource), records);

    private static async Task<PolicyMoment> FindAsync(JsonObject snapshot, AuthorizationRequest request, params JsonObject[] records)
    {
        using var folder = new TemporaryFolder();
        return (await HistoryOf(folder, snapshot, records).FindAsync(request, s_noon, default))!;
    }

    private static IPolicyHistory HistoryOf(TemporaryFolder folder, JsonObject snapshot, params JsonObject[] records)
    {
        var (trail, path) = (folder.File("trail.json"), folder.File("snapshot.json"));
        File.WriteAllText(trail, new JsonObject { ["Records"] = new JsonArray([.. records.Select(record => record.DeepClone())]) }.ToJsonString());
        File.WriteAllText(path, snapshot.ToJsonString());
        return new PolicyHistory([path], null, new TrailPass([TrailSource.OfPath(trail)], []));
    }

    private static AuthorizationRequest Request(string action, string resource) => new()
    {
        Principal = new() { Kind = PrincipalKind.RoleSession, Id = $"arn:aws:sts::{Account}:assumed-role/app/s", EntityId = Role, AccountId = Account, Name = "app", SessionName = "s" },
        Action = action,
        Resource = new(resource, Account),
    };

    private static JsonObject Call(string time, string source, string name, string parameters) => new()
    {
        ["eventVersion"] = "1.11",
        ["userIdentity"] = new JsonObject { ["type"] = "IAMUser", ["principalId"] = "AIDACAROL", ["arn"] = $"arn:aws:iam::{Account}:user/carol", ["accountId"] = Account, ["userName"] = "carol" },
        ["eventTime"] = $"2026-05-05T{time}Z", ["eventSource"] = $"{source}.amazonaws.com", ["eventName"] = name, ["awsRegion"] = "us-east-1", ["sourceIPAddress"] = "192.0.2.1",
        ["userAgent"] = "aws-cli", ["requestParameters"] = JsonNode.Parse(parameters), ["responseElements"] = null, ["eventID"] = $"{time} {name}", ["eventType"] = "AwsApiCall",
        ["recipientAccountId"] = Account,
    };

    private static JsonObject Snapshot(string resource, string? policy, string time = "09:00:00") => new()
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
                        ["RoleName"] = "app", ["RoleId"] = "AROAOLD", ["Arn"] = Role, ["Path"] = "/", ["AttachedManagedPolicies"] = new JsonArray(), ["RolePolicyList"] = new JsonArray(),
                    }),
                },
                ["ResourcePolicies"] = new JsonObject { [resource] = policy is null ? null : JsonNode.Parse(policy) },
                ["ResourceTags"] = new JsonObject { [resource] = new JsonObject { ["team"] = "data" } },
            },
        },
    };
}
