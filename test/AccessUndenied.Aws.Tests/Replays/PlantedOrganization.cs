using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>A generated small organization in which everybody may do everything, but delete objects below one node.</summary>
/// <remarks>Accounts below a tree of units; roles with tags; a bucket, a queue and a table an account; an account with roles to assume; an endpoint an account.</remarks>
internal sealed class PlantedOrganization
{
    internal const string Root = "r-ab12";
    internal const string NoDeletes = "NoDeletes";
    internal const string Tagging = "s3:ExistingObjectTag/class";

    private static readonly string[] s_teams = ["blue", "green", "red"];

    private readonly Random _random;
    private readonly Dictionary<string, string?> _parents = new(StringComparer.Ordinal) { [Root] = null };
    private readonly Dictionary<string, List<(string Name, string Team)>> _roles = new(StringComparer.Ordinal);

    internal PlantedOrganization(Random random)
    {
        _random = random;
        var units = new List<string> { Root };
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var unit = $"ou-ab12-{i}1111111";
            _parents[unit] = Pick(units);
            units.Add(unit);
        }

        for (var i = random.Next(2, 4); i > 0; i--)
        {
            var account = $"{i}11111111111";
            _parents[account] = Pick(units);
            _roles[account] = [.. Enumerable.Range(0, random.Next(2, 5)).Select(number => ($"r{number}", Pick(s_teams)))];
        }

        Targets = "777777777777";
        _parents[Targets] = Pick(units);
        GuardedNode = Pick([.. _parents.Keys]);
    }

    /// <summary>The account with roles that others assume.</summary>
    internal string Targets { get; }

    /// <summary>The node below which no object can be deleted.</summary>
    internal string GuardedNode { get; }

    internal IReadOnlyList<string> Nodes => [.. _parents.Keys];

    /// <summary>Whether a node is an account or above it.</summary>
    internal bool IsOnWay(string account, string node)
    {
        for (var here = account; here is not null; here = _parents[here])
        {
            if (here == node)
            {
                return true;
            }
        }

        return false;
    }

    internal static string EndpointOf(string account) => $"vpce-0{account}aaaa";

    /// <summary>Any call.</summary>
    internal PlantedCall Call()
    {
        var account = Pick([.. _roles.Keys]);
        var (role, team) = Pick(_roles[account]);
        var action = Pick(PlantedCall.Actions);
        var isInside = _random.Next(2) == 0;
        return new()
        {
            Account = account, Role = role, Team = team, Action = action, Region = Pick(PlantedCall.Regions),
            Address = $"{(isInside ? "10.0.0" : "198.51.100")}.{_random.Next(1, 250)}",
            Endpoint = isInside && _random.Next(2) == 0 ? EndpointOf(account) : null,
            Key = Pick(["a.txt", "open/b.txt", "secret/c.txt", "secret.txt"]),
            Target = $"arn:aws:iam::{Targets}:role/{Pick(["target", "other"])}",
            IsFailed = action == "s3:GetObject" && _random.Next(8) == 0,
        };
    }

    internal T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    internal ReadOnlyMemory<byte> Snapshot()
    {
        var accounts = new JsonObject();
        foreach (var (account, roles) in _roles)
        {
            var own = roles.Select(role => Role(account, role.Name, role.Team, TrustOf("""{"Service":"ec2.amazonaws.com"}"""), true));
            accounts[account] = Account([.. own], new() { [EndpointOf(account)] = new JsonObject { ["VpcId"] = "vpc-1", ["PolicyDocument"] = JsonNode.Parse(Everything("\"Principal\":\"*\",")) } });
        }

        accounts[Targets] = Account([Role(Targets, "target", "red", Trust(), false), Role(Targets, "other", "red", Trust(), false)], []);
        var nodes = new JsonObject();
        foreach (var (id, parent) in _parents)
        {
            nodes[id] = Node(id, parent);
        }

        return Encoding.UTF8.GetBytes(new JsonObject
        {
            ["SnapshotVersion"] = 1, ["CollectedAt"] = "2026-01-01T00:00:00Z", ["OrganizationId"] = "o-exampleorg1", ["ManagementAccountId"] = "999999999999",
            ["Accounts"] = accounts, ["Organization"] = nodes,
        }.ToJsonString());
    }

    private string Trust() => TrustOf($$"""{"AWS":[{{string.Join(',', _roles.Keys.Select(account => $"\"arn:aws:iam::{account}:root\""))}}]}""");

    private static string TrustOf(string principal) => $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{{principal}},"Action":"sts:AssumeRole"}]}""";

    private static string Everything(string principal) => $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow",{{principal}}"Action":"*","Resource":"*"}]}""";

    private static JsonObject Account(JsonNode[] roles, JsonObject endpoints) => new()
    {
        ["AuthorizationDetails"] = new JsonObject
        {
            ["UserDetailList"] = new JsonArray(), ["GroupDetailList"] = new JsonArray(), ["RoleDetailList"] = new JsonArray(roles), ["Policies"] = new JsonArray(),
        },
        ["ResourcePolicies"] = new JsonObject(),
        ["VpcEndpoints"] = endpoints,
    };

    private static JsonObject Role(string account, string name, string team, string trust, bool isAllowed) => new()
    {
        ["Path"] = "/", ["RoleName"] = name, ["RoleId"] = $"AROA{account}{name.ToUpperInvariant()}", ["Arn"] = $"arn:aws:iam::{account}:role/{name}",
        ["AssumeRolePolicyDocument"] = JsonNode.Parse(trust), ["InstanceProfileList"] = new JsonArray(), ["AttachedManagedPolicies"] = new JsonArray(),
        ["RolePolicyList"] = isAllowed ? new JsonArray(new JsonObject { ["PolicyName"] = "Own", ["PolicyDocument"] = JsonNode.Parse(Everything("")) }) : new JsonArray(),
        ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "team", ["Value"] = team }),
    };

    private JsonObject Node(string id, string? parent)
    {
        var policies = new JsonArray(Policy("FullAWSAccess", "SERVICE_CONTROL_POLICY", Everything("")));
        if (id == GuardedNode)
        {
            policies.Add(Policy(NoDeletes, "SERVICE_CONTROL_POLICY", """{"Version":"2012-10-17","Statement":[{"Sid":"NoDeletes","Effect":"Deny","Action":"s3:DeleteObject","Resource":"*"}]}"""));
        }

        return new()
        {
            ["arn"] = $"arn:aws:organizations::999999999999:node/{id}", ["id"] = id, ["name"] = id, ["parent"] = parent,
            ["organization_node_type"] = char.IsAsciiDigit(id[0]) ? "AWSAccount" : "Organizational Unit or Organization Root",
            ["policies"] = policies,
            ["resource_control_policies"] = new JsonArray(Policy("RCPFullAWSAccess", "RESOURCE_CONTROL_POLICY", Everything("\"Principal\":\"*\","))),
        };
    }

    private static JsonObject Policy(string name, string type, string document) => new()
    {
        ["Id"] = $"p-{name}", ["Arn"] = string.Create(CultureInfo.InvariantCulture, $"arn:aws:organizations::999999999999:policy/o-exampleorg1/{type.ToLowerInvariant()}/p-{name}"),
        ["Name"] = name, ["Type"] = type, ["PolicyDocument"] = JsonNode.Parse(document),
    };
}
