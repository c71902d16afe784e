using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>AWS Organizations, which answers the management account alone, but for the organization's own description.</summary>
internal sealed class FakeOrganizations : IFakeService
{
    private readonly FakeData _data;
    private readonly FakeAws _server;

    public FakeOrganizations(FakeData data, FakeAws server)
    {
        _data = data;
        _server = server;
    }

    public IReadOnlyList<string> Names => ["organizations"];

    public string ProtocolOf(FakeRequest request) => "json";

    public FakeReply? Answer(string operation, FakeRequest request, string account)
    {
        if (_data.OrganizationId is null || !_data.Organization.ContainsKey(account))
        {
            return new FakeReply.FaultReply(400, "AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");
        }

        if (operation == "DescribeOrganization")
        {
            return new FakeReply.JsonReply(new()
            {
                ["Organization"] = new JsonObject
                {
                    ["Id"] = _data.OrganizationId,
                    ["Arn"] = $"arn:aws:organizations::{_data.ManagementAccountId}:organization/{_data.OrganizationId}",
                    ["MasterAccountId"] = _data.ManagementAccountId,
                },
            });
        }

        if (account != _data.ManagementAccountId)
        {
            return new FakeReply.FaultReply(400, "AccessDeniedException", "You don't have permissions to access this resource.");
        }

        var token = request.Json["NextToken"] is { } next ? (string?)next : null;
        return operation switch
        {
            "ListRoots" => List("Roots", Nodes("ROOT", null).Select(Root), token),
            "ListParents" => Parents(request.Text("ChildId")),
            "ListOrganizationalUnitsForParent" => List("OrganizationalUnits", Nodes("ORGANIZATIONAL_UNIT", request.Text("ParentId")).Select(Unit), token),
            "ListAccountsForParent" => List("Accounts", Nodes("ACCOUNT", request.Text("ParentId")).Select(Account), token),
            "ListAccounts" => List("Accounts", Nodes("ACCOUNT", null).Select(Account), token),
            "DescribeOrganizationalUnit" => Describe("OrganizationalUnit", request.Text("OrganizationalUnitId"), Unit),
            "DescribeAccount" => Describe("Account", request.Text("AccountId"), Account),
            "ListPoliciesForTarget" when request.Text("Filter") == "RESOURCE_CONTROL_POLICY" && !_server.HasResourceControlPolicies =>
                new FakeReply.FaultReply(400, _server.ResourceControlRefusal, "You specified an invalid value."),
            "ListPoliciesForTarget" => List("Policies", Policies(request.Text("TargetId"), request.Text("Filter")).Select(Summary), token),
            "DescribePolicy" => Policy(request.Text("PolicyId")),
            _ => null,
        };
    }

    private IEnumerable<JsonObject> Nodes(string type, string? parent) =>
        _data.Organization.Select(pair => pair.Value!.AsObject()).Where(node => (string?)node["organization_node_type"] == type && (parent is null || (string?)node["parent"] == parent));

    private FakeReply List(string member, IEnumerable<JsonObject> all, string? token)
    {
        var (items, next) = _server.Page(all.ToList(), token);
        var body = new JsonObject { [member] = new JsonArray([.. items]) };
        if (next is not null)
        {
            body["NextToken"] = next;
        }

        return new FakeReply.JsonReply(body);
    }

    private FakeReply Parents(string child)
    {
        if (_data.Organization[child] is not { } node)
        {
            return new FakeReply.FaultReply(400, "ChildNotFoundException", "You specified a child that doesn't exist.");
        }

        var parent = (string)node["parent"]!;
        return new FakeReply.JsonReply(new()
        {
            ["Parents"] = new JsonArray(new JsonObject { ["Id"] = parent, ["Type"] = parent.StartsWith("r-", StringComparison.Ordinal) ? "ROOT" : "ORGANIZATIONAL_UNIT" }),
        });
    }

    private FakeReply Describe(string member, string id, Func<JsonObject, JsonObject> write) => _data.Organization[id] is { } node
        ? new FakeReply.JsonReply(new() { [member] = write(node.AsObject()) })
        : new FakeReply.FaultReply(400, member + "NotFoundException", "no such node");

    private IEnumerable<JsonObject> Policies(string target, string filter)
    {
        var list = filter == "SERVICE_CONTROL_POLICY" ? "policies" : "resource_control_policies";
        return (_data.Organization[target]?[list]?.AsArray() ?? []).Select(policy => policy!.AsObject());
    }

    private FakeReply Policy(string id)
    {
        var policy = _data.Organization.SelectMany(node => Policies(node.Key, "SERVICE_CONTROL_POLICY").Concat(Policies(node.Key, "RESOURCE_CONTROL_POLICY")))
            .FirstOrDefault(item => (string?)item["Id"] == id);
        return policy is null
            ? new FakeReply.FaultReply(400, "PolicyNotFoundException", "no such policy")
            : new FakeReply.JsonReply(new() { ["Policy"] = new JsonObject { ["PolicySummary"] = Summary(policy), ["Content"] = FakeData.Compact(policy["PolicyDocument"]!) } });
    }

    private static JsonObject Summary(JsonObject policy) => new(policy.Where(pair => pair.Key != "PolicyDocument").Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));

    private static JsonObject Root(JsonObject node) => new()
    {
        ["Id"] = (string?)node["id"],
        ["Arn"] = (string?)node["arn"],
        ["Name"] = (string?)node["name"],
        ["PolicyTypes"] = new JsonArray(new JsonObject { ["Type"] = "SERVICE_CONTROL_POLICY", ["Status"] = "ENABLED" }),
    };

    private static JsonObject Unit(JsonObject node) => new() { ["Id"] = (string?)node["id"], ["Arn"] = (string?)node["arn"], ["Name"] = (string?)node["name"] };

    private static JsonObject Account(JsonObject node) => new()
    {
        ["Id"] = (string?)node["id"],
        ["Arn"] = (string?)node["arn"],
        ["Name"] = (string?)node["name"],
        ["Status"] = "ACTIVE",
    };
}
