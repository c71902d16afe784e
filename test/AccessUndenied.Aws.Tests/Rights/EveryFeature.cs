using System.Text;
using System.Text.Json.Nodes;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Fetching;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Simulation.Iam;
using AccessUndenied.Aws.Tests.Policies.Live;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Rights;

/// <summary>Uses everything that calls AWS once, with the resources in one account.</summary>
internal static class EveryFeature
{
    /// <summary>The account that has all resources.</summary>
    public const string Home = "123456789012";

    private const string Key = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";

    /// <summary>The calls that are made as a user of <paramref name="caller"/>, and through roles in the others.</summary>
    /// <param name="caller">The account.</param>
    /// <param name="managementRole">Whether the organization is read through a role of the management account.</param>
    public static async Task<IReadOnlyList<FakeCall>> RunAsync(string caller, bool managementRole)
    {
        await using var fake = await FakeAws.StartAsync(World());
        using var connection = SampleOrganization.Connect(fake, options =>
        {
            options.Credentials = FakeAws.CredentialsOf(caller);
            options.ManagementAccountRoleArn = managementRole ? $"arn:aws:iam::{SampleOrganization.Management}:role/AccessUndeniedRole" : null;
        });
        await AnalyzeAsync(connection);
        await CollectAsync(connection);
        return fake.Calls;
    }

    /// <summary>Records whose analysis takes every operation that analysis has.</summary>
    public static IReadOnlyList<string> Records() => [.. RecordsOn(ResourcePolicyProviderTests.Carriers.Select(carrier => carrier.Arn)), .. OtherRecords()];

    /// <summary>Those of the records whose analysis takes <paramref name="operation"/>.</summary>
    public static IReadOnlyList<string> Records(string operation)
    {
        var carriers = ResourcePolicyProviderTests.Carriers.Where(carrier => carrier.Operations.Split(' ').Contains(operation)).Select(carrier => carrier.Arn).ToList();
        return carriers.Count > 0 && !operation.StartsWith("s3:", StringComparison.Ordinal) ? RecordsOn(carriers) : [.. RecordsOn([.. carriers, "arn:aws:s3:::example-bucket"]), .. OtherRecords()];
    }

    private static IReadOnlyList<string> RecordsOn(IEnumerable<string> resources) =>
    [
        .. resources.Distinct().Select(resource => DenialRecords.Of("arn:aws:iam::123456789012:role/reader", ActionOn(resource), resource, ("recipientAccountId", Home), Owned(resource))),
    ];

    private static IReadOnlyList<string> OtherRecords() =>
    [
        .. RecordsOn(["arn:aws:s3:::example-elsewhere"]),
        DenialRecords.Of("arn:aws:iam::222222222222:role/other", "s3:ListBucket", "arn:aws:s3:::example-bucket"),
        DenialRecords.Of("arn:aws:iam::123456789012:user/ann", "s3:GetObject", "arn:aws:s3:::example-bucket/a.txt", Owned("arn:aws:s3:::example-bucket")),
        DenialRecords.Of("arn:aws:iam::123456789012:user/ann", "sqs:SendMessage", "arn:aws:sqs:eu-west-1:123456789012:intake", ("vpcEndpointId", "vpce-1")),
        DenialRecords.Of(
            "arn:aws:iam::123456789012:role/reader", "ec2:StopInstances", "*",
            ("errorCode", "Client.UnauthorizedOperation"), ("errorMessage", "You are not authorized to perform this operation. Encoded authorization failure message: EXAMPLE")),
        DenialRecords.Of(
            "arn:aws:iam::123456789012:role/reader", "sqs:SendMessage", "arn:aws:sqs:eu-west-1:123456789012:intake",
            ("eventTime", null),
            ("errorMessage", "User: arn:aws:sts::123456789012:assumed-role/reader/session is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:eu-west-1:123456789012:intake "
                + "because no identity-based policy allows the sqs:SendMessage action. Go to https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/authorization-details/4mz8q0c7x2v9n1b6k3j5h8g2d "
                + "for complete details, or call the GetRequestAuthorizationDetails API with the following authorization id: 4mz8q0c7x2v9n1b6k3j5h8g2d")),
        .. new[] { "AROAEXAMPLEREADER0000:session", "AIDAEXAMPLEANN0000000" }.Select(id => DenialRecords.Of(
            "arn:aws:iam::123456789012:role/reader", "sqs:SendMessage", "arn:aws:sqs:eu-west-1:123456789012:intake",
            ("errorMessage", "Access to the resource is denied."),
            ("userIdentity", new JsonObject { ["type"] = "AWSAccount", ["principalId"] = id, ["accountId"] = Home }))),
    ];

    // Only S3's records tell the owner of a resource whose ARN does not.
    private static (string Name, JsonNode? Value) Owned(string resource) => ("resources", new JsonArray(new JsonObject { ["ARN"] = resource, ["accountId"] = Home }));

    private static string ActionOn(string resource)
    {
        var service = resource.Split(':')[2];
        return service switch
        {
            "execute-api" => "execute-api:Invoke",
            "s3" => "s3:ListBucket",
            "kms" => "kms:Decrypt",
            _ => (ActionCatalog.Default.FindService(service)!.Actions.FirstOrDefault(action => action.Name.StartsWith("Delete", StringComparison.Ordinal))
                ?? ActionCatalog.Default.FindService(service)!.Actions[0]).FullName,
        };
    }

    private static async Task AnalyzeAsync(AwsConnection connection)
    {
        var source = new LivePolicySource(connection);
        foreach (var resource in ResourcePolicyProviderTests.Carriers.Select(carrier => carrier.Arn).Append("arn:aws:s3:::example-elsewhere"))
        {
            await source.GetPoliciesAsync(Request("arn:aws:iam::123456789012:role/reader", "sqs:SendMessage", new(resource, Home, "eu-west-1")), CancellationToken.None);
        }

        // A bucket of nobody knows whom; an object with tags; a caller with groups; callers known by their ids alone; an endpoint.
        await source.GetPoliciesAsync(Request("arn:aws:iam::222222222222:role/other", "s3:ListBucket", new("arn:aws:s3:::example-bucket")), CancellationToken.None);
        await source.GetPoliciesAsync(Request("arn:aws:iam::123456789012:user/ann", "s3:GetObject", new("arn:aws:s3:::example-bucket/a.txt", Home)), CancellationToken.None);
        foreach (var id in new[] { "AROAEXAMPLEREADER0000", "AIDAEXAMPLEANN0000000" })
        {
            var principal = new Principal { Kind = PrincipalKind.Account, Id = id, UniqueId = id, AccountId = Home };
            await source.GetPoliciesAsync(
                Request("arn:aws:iam::123456789012:role/reader", "sqs:SendMessage", new("*")) with { Principal = principal, NetworkEndpointId = "vpce-1" }, CancellationToken.None);
        }

        await new LiveAuthorizationMessageDecoder(connection).DecodeAsync("EXAMPLE", Home, CancellationToken.None);
        await new LiveAuthorizationDetailsSource(connection).FindAsync(new("4mz8q0c7x2v9n1b6k3j5h8g2d", "us-east-1", Home, null), CancellationToken.None);
        await new IamSimulator(connection).SimulateAsync(Request("arn:aws:iam::123456789012:user/ann", "sqs:SendMessage", new("*")), PolicySet.Empty, CancellationToken.None);
    }

    /// <summary>The calls of reading a trail's bucket.</summary>
    public static async Task<IReadOnlyList<FakeCall>> ReadTrailAsync()
    {
        await using var fake = await FakeAws.StartAsync(FakeData.Parse("""{"Accounts":{"111111111111":{}}}""").With("amzn-s3-demo-bucket", "AWSLogs/a.json", Encoding.UTF8.GetBytes(Records()[0])));
        using var connection = SampleOrganization.Connect(fake);
        await foreach (var _ in new TrailReader(new()).ReadAsync([new S3TrailSource(connection, "s3://amzn-s3-demo-bucket/AWSLogs/")], new()))
        {
        }

        return fake.Calls;
    }

    /// <summary>Reads a queue: a message that is done, and one that is given back.</summary>
    public static async Task<IReadOnlyList<FakeCall>> ReadQueueAsync()
    {
        var data = FakeData.Parse("""{"Accounts":{"111111111111":{}}}""").With("amzn-s3-demo-bucket", "AWSLogs/a.json", Encoding.UTF8.GetBytes(Records()[0]));
        data.Queue("""{"s3Bucket":"amzn-s3-demo-bucket","s3ObjectKey":["AWSLogs/a.json"]}""", Records()[0]);
        await using var fake = await FakeAws.StartAsync(data);
        using var connection = SampleOrganization.Connect(fake);
        await using (var queue = new CloudTrailQueue(connection, FakeQueue.Location))
        {
            await foreach (var message in queue.ReceiveAsync(new()))
            {
                await message.ReadAsync().ToListAsync();
                await queue.CompleteAsync(message.Id == "m0" ? [message] : []);
            }
        }

        return fake.Calls;
    }

    private static async Task CollectAsync(AwsConnection connection)
    {
        using var folder = new TemporaryFolder();
        await new SnapshotCollector(connection).CollectAsync(new() { OutputPath = folder.File("snapshot.json"), Accounts = [Home] }, null, CancellationToken.None);
        await new OrganizationCollector(connection).CollectAsync(folder.File("scp_data.json"), null, CancellationToken.None);
        var fetch = new EventFetch { OutputPath = folder.File("events.json"), Start = DateTimeOffset.UnixEpoch, End = DateTimeOffset.UnixEpoch.AddDays(1), AllRegions = true };
        await new EventFetcher(connection) { CallInterval = TimeSpan.Zero }.FetchAsync(fetch, null, CancellationToken.None);
    }

    private static AuthorizationRequest Request(string principal, string action, ResourceId resource)
    {
        AwsPrincipal.TryParse(principal, out var caller).Should().BeTrue();
        return new() { Principal = caller!, Action = action, Resource = resource };
    }

    /// <summary>A world that has something for every operation of the analysis.</summary>
    public static FakeData World()
    {
        var data = FakeData.Parse("""
            {
              "Accounts": {
                "111111111111": { "AuthorizationDetails": {} },
                "222222222222": { "AuthorizationDetails": { "RoleDetailList": [ { "RoleName": "other", "RoleId": "AROAEXAMPLEOTHER00000", "Arn": "arn:aws:iam::222222222222:role/other", "Path": "/" } ] } },
                "123456789012": {
                  "AuthorizationDetails": {
                    "UserDetailList": [ { "UserName": "ann", "UserId": "AIDAEXAMPLEANN0000000", "Arn": "arn:aws:iam::123456789012:user/ann", "Path": "/", "GroupList": [ "team" ],
                      "UserPolicyList": [ { "PolicyName": "own", "PolicyDocument": { "Version": "2012-10-17", "Statement": [] } } ] } ],
                    "GroupDetailList": [ { "GroupName": "team", "GroupId": "AGPAEXAMPLETEAM000000", "Arn": "arn:aws:iam::123456789012:group/team", "Path": "/",
                      "GroupPolicyList": [ { "PolicyName": "own", "PolicyDocument": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
                        "Condition": { "StringEquals": { "s3:ExistingObjectTag/team": "orders" } } } } } ] } ],
                    "RoleDetailList": [ { "RoleName": "reader", "RoleId": "AROAEXAMPLEREADER0000", "Arn": "arn:aws:iam::123456789012:role/reader", "Path": "/",
                      "RolePolicyList": [ { "PolicyName": "own", "PolicyDocument": { "Version": "2012-10-17", "Statement": [] } } ],
                      "AttachedManagedPolicies": [ { "PolicyName": "shared", "PolicyArn": "arn:aws:iam::123456789012:policy/shared" } ] } ],
                    "Policies": [ { "PolicyName": "shared", "Arn": "arn:aws:iam::123456789012:policy/shared", "DefaultVersionId": "v1",
                      "PolicyVersionList": [ { "VersionId": "v1", "IsDefaultVersion": true, "Document": { "Version": "2012-10-17", "Statement": [] } } ] } ]
                  },
                  "ResourcePolicies": {
                    "arn:aws:s3:::example-bucket": { "Version": "2012-10-17", "Statement": [] },
                    "arn:aws:s3:::example-elsewhere": { "Version": "2012-10-17", "Statement": [] },
                    "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555": { "Version": "2012-10-17", "Statement": [] }
                  },
                  "ResourceTags": { "arn:aws:s3:::example-bucket/a.txt": { "team": "orders" } },
                  "S3PublicAccessBlock": { "arn:aws:s3:::example-bucket": { "RestrictPublicBuckets": false }, "123456789012": { "RestrictPublicBuckets": false } },
                  "VpcEndpoints": { "vpce-1": { "VpcId": "vpc-1" } }
                }
              },
              "Organization": {
                "r-1": { "id": "r-1", "arn": "arn:aws:organizations::111111111111:root/o-exampleorg1/r-1", "name": "Root", "organization_node_type": "ROOT", "parent": null,
                  "policies": [ { "Id": "p-FullAWSAccess", "Arn": "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess", "Name": "FullAWSAccess", "Type": "SERVICE_CONTROL_POLICY",
                    "PolicyDocument": { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": "*", "Resource": "*" } ] } } ] },
                "ou-1": { "id": "ou-1", "arn": "arn:aws:organizations::111111111111:ou/o-exampleorg1/ou-1", "name": "Unit", "organization_node_type": "ORGANIZATIONAL_UNIT", "parent": "r-1", "policies": [] },
                "111111111111": { "id": "111111111111", "arn": "arn:aws:organizations::111111111111:account/o-exampleorg1/111111111111", "name": "management", "organization_node_type": "ACCOUNT", "parent": "r-1", "policies": [] },
                "123456789012": { "id": "123456789012", "arn": "arn:aws:organizations::111111111111:account/o-exampleorg1/123456789012", "name": "home", "organization_node_type": "ACCOUNT", "parent": "ou-1", "policies": [] },
                "222222222222": { "id": "222222222222", "arn": "arn:aws:organizations::111111111111:account/o-exampleorg1/222222222222", "name": "other", "organization_node_type": "ACCOUNT", "parent": "ou-1", "policies": [] }
              },
              "OrganizationId": "o-exampleorg1", "ManagementAccountId": "111111111111"
            }
            """);
        foreach (var (arn, _, _) in ResourcePolicyProviderTests.Carriers)
        {
            data.With(new JsonObject
            {
                [Home] = new JsonObject { ["ResourcePolicies"] = new JsonObject { [arn] = new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray() } } },
            }.ToJsonString());
        }

        data.Aliases["arn:aws:kms:eu-west-1:123456789012:alias/orders"] = Key;
        data.BucketRegions["example-elsewhere"] = "us-east-2";
        data.DecodedMessages["EXAMPLE"] = "{}";
        data.Authorizations["4mz8q0c7x2v9n1b6k3j5h8g2d"] = JsonNode.Parse("""
            { "Details": { "requestContext": {}, "evaluations": [ { "action": "sqs:SendMessage", "resource": "arn:aws:sqs:eu-west-1:123456789012:intake", "evaluatedEffect": "IMPLICIT_DENY" } ],
                "policies": [ { "type": "IDENTITY_BASED_POLICY", "inline": true, "uri": "inline:0f3c9a7be1d24586" } ] },
              "Policies": { "inline:0f3c9a7be1d24586": { "Version": "2012-10-17", "Statement": [] } } }
            """)!.AsObject();
        return data;
    }
}
