using System.Text;
using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>A generated small organization with calls that all succeeded, and one proposed change.</summary>
/// <remarks>Two accounts below one unit; three roles with tags; a bucket, a queue, a table, a role to assume, and an endpoint with an open policy.</remarks>
internal sealed class World
{
    internal const string Own = "111111111111";
    internal const string Other = "222222222222";
    internal const string Unit = "ou-ab12-11111111";
    internal const string Root = "r-ab12";
    internal const string Endpoint = "vpce-0123456789abcdef0";
    internal const string Bucket = "arn:aws:s3:::orders-bucket";
    internal const string Target = $"arn:aws:iam::{Other}:role/target";

    internal static readonly string[] Roles = ["app", "data", "ops"];

    private static readonly string[] s_teams = ["blue", "red", "red"];

    internal static string ArnOf(string role) => $"arn:aws:iam::{Own}:role/{role}";

    internal static string TeamOf(string role) => s_teams[Array.IndexOf(Roles, role)];

    /// <summary>What a role may do by its own policy.</summary>
    internal static JsonObject Policy { get; } = Document(Allow(["s3:*", "sqs:*", "dynamodb:*", "ec2:Describe*", "sts:AssumeRole", "iam:GetRole"]));

    internal static JsonObject Trust { get; } = Parse($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Own}}:root"},"Action":"sts:AssumeRole"}]}""");

    internal static JsonObject OpenEndpoint { get; } = Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""");

    internal static JsonObject FullAccess { get; } = Document(Allow(["*"]));

    internal static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    internal static JsonObject Document(params JsonNode[] statements) => new() { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statements) };

    internal static JsonObject Allow(string[] actions) => new() { ["Effect"] = "Allow", ["Action"] = new JsonArray([.. actions.Select(one => (JsonNode)one)]), ["Resource"] = "*" };

    /// <summary>The snapshot of the policies as they are.</summary>
    internal static ReadOnlyMemory<byte> Snapshot { get; } = Encoding.UTF8.GetBytes(new JsonObject
    {
        ["SnapshotVersion"] = 1,
        ["CollectedAt"] = "2026-01-01T00:00:00Z",
        ["OrganizationId"] = "o-exampleorg1",
        ["ManagementAccountId"] = "333333333333",
        ["Accounts"] = new JsonObject
        {
            [Own] = new JsonObject
            {
                ["AuthorizationDetails"] = Details([.. Roles.Select(role => Role(Own, role, Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""), Policy))]),
                ["ResourcePolicies"] = new JsonObject(),
                ["VpcEndpoints"] = new JsonObject { [Endpoint] = new JsonObject { ["VpcId"] = "vpc-1", ["PolicyDocument"] = OpenEndpoint.DeepClone() } },
            },
            [Other] = new JsonObject { ["AuthorizationDetails"] = Details(Role(Other, "target", Trust, null)), ["ResourcePolicies"] = new JsonObject() },
        },
        ["Organization"] = new JsonObject
        {
            [Root] = Node(Root, null), [Unit] = Node(Unit, Root), [Own] = Node(Own, Unit), [Other] = Node(Other, Unit),
        },
    }.ToJsonString());

    private static JsonObject Details(params JsonNode[] roles) => new()
    {
        ["UserDetailList"] = new JsonArray(), ["GroupDetailList"] = new JsonArray(), ["RoleDetailList"] = new JsonArray(roles), ["Policies"] = new JsonArray(),
    };

    private static JsonObject Role(string account, string name, JsonObject trust, JsonObject? policy) => new()
    {
        ["Path"] = "/",
        ["RoleName"] = name,
        ["RoleId"] = "AROA" + name.ToUpperInvariant() + "EXAMPLE",
        ["Arn"] = $"arn:aws:iam::{account}:role/{name}",
        ["AssumeRolePolicyDocument"] = trust.DeepClone(),
        ["InstanceProfileList"] = new JsonArray(),
        ["RolePolicyList"] = policy is null ? new JsonArray() : new JsonArray(new JsonObject { ["PolicyName"] = "Own", ["PolicyDocument"] = policy.DeepClone() }),
        ["AttachedManagedPolicies"] = new JsonArray(),
        ["Tags"] = account == Own ? new JsonArray(new JsonObject { ["Key"] = "team", ["Value"] = TeamOf(name) }) : new JsonArray(),
    };

    private static JsonObject Node(string id, string? parent) => new()
    {
        ["arn"] = $"arn:aws:organizations::333333333333:node/{id}",
        ["id"] = id,
        ["name"] = id,
        ["organization_node_type"] = char.IsAsciiDigit(id[0]) ? "AWSAccount" : "Organizational Unit or Organization Root",
        ["parent"] = parent,
        ["policies"] = new JsonArray(new JsonObject { ["Id"] = "p-FullAWSAccess", ["Arn"] = "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess", ["Name"] = "FullAWSAccess", ["Type"] = "SERVICE_CONTROL_POLICY", ["PolicyDocument"] = FullAccess.DeepClone() }),
        ["resource_control_policies"] = new JsonArray(new JsonObject { ["Id"] = "p-RCPFullAWSAccess", ["Arn"] = "arn:aws:organizations::aws:policy/resource_control_policy/p-RCPFullAWSAccess", ["Name"] = "RCPFullAWSAccess", ["Type"] = "RESOURCE_CONTROL_POLICY", ["PolicyDocument"] = OpenEndpoint.DeepClone() }),
    };
}
