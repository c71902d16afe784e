using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace AccessUndenied.Aws.Tests.Wire;

/// <summary>IAM.</summary>
internal sealed class FakeIam : IFakeService
{
    private static readonly string[] s_documents = ["PolicyDocument", "AssumeRolePolicyDocument", "Document"];
    private static readonly string[] s_lists = ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"];

    private readonly FakeData _data;
    private readonly FakeAws _server;

    public FakeIam(FakeData data, FakeAws server)
    {
        _data = data;
        _server = server;
    }

    public IReadOnlyList<string> Names => ["iam"];

    public string ProtocolOf(FakeRequest request) => "query";

    public FakeReply? Answer(string operation, FakeRequest request, string account)
    {
        var form = request.Form;
        return operation switch
        {
            "GetAccountAuthorizationDetails" => Details(account, form.GetValueOrDefault("Marker")),
            "GetUser" => Entity(account, "UserDetailList", "UserName", form["UserName"], "User"),
            "GetRole" => Entity(account, "RoleDetailList", "RoleName", form["RoleName"], "Role"),
            "ListUserPolicies" => Inlines(account, "UserDetailList", "UserName", form, "UserPolicyList", "PolicyName", "PolicyNames"),
            "ListRolePolicies" => Inlines(account, "RoleDetailList", "RoleName", form, "RolePolicyList", "PolicyName", "PolicyNames"),
            "ListGroupPolicies" => Inlines(account, "GroupDetailList", "GroupName", form, "GroupPolicyList", "PolicyName", "PolicyNames"),
            "ListAttachedUserPolicies" => Attached(account, "UserDetailList", "UserName", form),
            "ListAttachedRolePolicies" => Attached(account, "RoleDetailList", "RoleName", form),
            "ListAttachedGroupPolicies" => Attached(account, "GroupDetailList", "GroupName", form),
            "GetUserPolicy" => Inline(account, "UserDetailList", "UserName", form, "UserPolicyList"),
            "GetRolePolicy" => Inline(account, "RoleDetailList", "RoleName", form, "RolePolicyList"),
            "GetGroupPolicy" => Inline(account, "GroupDetailList", "GroupName", form, "GroupPolicyList"),
            "ListGroupsForUser" => Groups(account, form),
            "GetPolicy" => Policy(account, form["PolicyArn"]),
            "GetPolicyVersion" => PolicyVersion(account, form["PolicyArn"], form["VersionId"]),
            "ListRoles" => List(account, "RoleDetailList", "Roles", form),
            "SimulateCustomPolicy" => FakeSimulation.Answer(form),
            "ListUsers" => List(account, "UserDetailList", "Users", form),
            _ => null,
        };
    }

    private static FakeReply Missing(string what) => new FakeReply.FaultReply(404, "NoSuchEntity", $"The {what} cannot be found.");

    private FakeReply Details(string account, string? marker)
    {
        var all = s_lists.SelectMany(list => _data.Entities(account, list).Select(entity => (list, entity))).ToList();
        var (items, next) = _server.Page(all, marker);
        var content = s_lists.Select(list => new XElement(list, items.Where(item => item.list == list).Select(item => ToXml("member", item.entity)))).ToList();
        return Paged(content, next);
    }

    private FakeReply Entity(string account, string list, string nameMember, string name, string element)
    {
        if (_data.Entity(account, list, nameMember, name) is not { } entity)
        {
            return Missing($"{element.ToLowerInvariant()} with name {name}");
        }

        string[] kept = ["Path", "UserName", "UserId", "RoleName", "RoleId", "Arn", "CreateDate", "AssumeRolePolicyDocument", "PermissionsBoundary", "Tags", "MaxSessionDuration", "Description"];
        return new FakeReply.QueryReply(new XElement(element, entity.Where(pair => kept.Contains(pair.Key)).Select(pair => ToXml(pair.Key, pair.Value))));
    }

    private FakeReply Inlines(
        string account, string list, string nameMember, IReadOnlyDictionary<string, string> form, string policies, string member, string element)
    {
        if (_data.Entity(account, list, nameMember, form[nameMember]) is not { } entity)
        {
            return Missing($"entity with name {form[nameMember]}");
        }

        var names = (entity[policies]?.AsArray() ?? []).Select(policy => (string)policy![member]!).ToList();
        var (items, next) = _server.Page(names, form.GetValueOrDefault("Marker"));
        return Paged([new XElement(element, items.Select(item => new XElement("member", item)))], next);
    }

    private FakeReply Attached(string account, string list, string nameMember, IReadOnlyDictionary<string, string> form)
    {
        if (_data.Entity(account, list, nameMember, form[nameMember]) is not { } entity)
        {
            return Missing($"entity with name {form[nameMember]}");
        }

        var attached = (entity["AttachedManagedPolicies"]?.AsArray() ?? []).Select(policy => policy!.AsObject()).ToList();
        var (items, next) = _server.Page(attached, form.GetValueOrDefault("Marker"));
        return Paged([new XElement("AttachedPolicies", items.Select(item => ToXml("member", item)))], next);
    }

    private FakeReply Inline(string account, string list, string nameMember, IReadOnlyDictionary<string, string> form, string policies)
    {
        var entity = _data.Entity(account, list, nameMember, form[nameMember]);
        var policy = (entity?[policies]?.AsArray() ?? []).FirstOrDefault(item => (string?)item!["PolicyName"] == form["PolicyName"]);
        return policy is null
            ? Missing($"policy with name {form["PolicyName"]}")
            : new FakeReply.QueryReply(new XElement(nameMember, form[nameMember]), new XElement("PolicyName", form["PolicyName"]), ToXml("PolicyDocument", policy["PolicyDocument"]));
    }

    private FakeReply Groups(string account, IReadOnlyDictionary<string, string> form)
    {
        var names = (_data.Entity(account, "UserDetailList", "UserName", form["UserName"])?["GroupList"]?.AsArray() ?? []).Select(name => (string)name!).ToList();
        var (items, next) = _server.Page(names, form.GetValueOrDefault("Marker"));
        var groups = items.Select(name => _data.Entity(account, "GroupDetailList", "GroupName", name)!);
        string[] kept = ["Path", "GroupName", "GroupId", "Arn", "CreateDate"];
        return Paged([new XElement("Groups", groups.Select(group => new XElement("member", group.Where(pair => kept.Contains(pair.Key)).Select(pair => ToXml(pair.Key, pair.Value)))))], next);
    }

    private FakeReply Policy(string account, string arn) => _data.ManagedPolicy(account, arn) is { } policy
        ? new FakeReply.QueryReply(new XElement("Policy", policy.Where(pair => pair.Key != "PolicyVersionList").Select(pair => ToXml(pair.Key, pair.Value))))
        : Missing($"policy {arn}");

    private FakeReply PolicyVersion(string account, string arn, string version)
    {
        var found = _data.ManagedPolicy(account, arn)?["PolicyVersionList"]!.AsArray().FirstOrDefault(item => (string?)item!["VersionId"] == version);
        return found is null ? Missing($"policy {arn} {version}") : new FakeReply.QueryReply(ToXml("PolicyVersion", found));
    }

    private FakeReply List(string account, string list, string element, IReadOnlyDictionary<string, string> form)
    {
        var (items, next) = _server.Page(_data.Entities(account, list), form.GetValueOrDefault("Marker"));
        string[] kept = ["Path", "UserName", "UserId", "RoleName", "RoleId", "Arn", "CreateDate", "AssumeRolePolicyDocument"];
        return Paged([new XElement(element, items.Select(item => new XElement("member", item.Where(pair => kept.Contains(pair.Key)).Select(pair => ToXml(pair.Key, pair.Value)))))], next);
    }

    private static FakeReply Paged(IReadOnlyList<XElement> content, string? next) => new FakeReply.QueryReply(
    [
        .. content,
        new XElement("IsTruncated", next is not null),
        .. next is null ? Array.Empty<XElement>() : [new XElement("Marker", next)],
    ]);

    private static XElement ToXml(string name, JsonNode? node)
    {
        if (s_documents.Contains(name) && node is not null)
        {
            return new XElement(name, Uri.EscapeDataString(FakeData.Compact(node)));
        }

        return node switch
        {
            JsonObject members => new XElement(name, members.Select(member => ToXml(member.Key, member.Value))),
            JsonArray items => new XElement(name, items.Select(item => ToXml("member", item))),
            null => new XElement(name),
            _ => new XElement(name, FakeData.Compact(node)),
        };
    }
}
