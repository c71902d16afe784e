using System.Text;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Policies;

/// <summary>A name without its path is looked up among the entities of the snapshot; a call on the organization is its management account's matter.</summary>
public sealed class ResourceResolutionTests
{
    private const string Files = """
        { "SnapshotVersion": 1, "OrganizationId": "o-example1234", "ManagementAccountId": "999999999999",
          "Accounts": { "123456789012": { "AuthorizationDetails": {
            "UserDetailList": [ { "Path": "/staff/", "UserName": "bob", "UserId": "AIDABOBEXAMPLE", "Arn": "arn:aws:iam::123456789012:user/staff/bob" } ],
            "GroupDetailList": [ { "Path": "/staff/", "GroupName": "admins", "GroupId": "AGPAEXAMPLE", "Arn": "arn:aws:iam::123456789012:group/staff/admins" } ],
            "RoleDetailList": [
              { "Path": "/ci/", "RoleName": "deploy", "RoleId": "AROADEPLOYEXAMPLE", "Arn": "arn:aws:iam::123456789012:role/ci/deploy", "Tags": [ { "Key": "team", "Value": "ci" } ],
                "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [] },
                "InstanceProfileList": [ { "Path": "/web/", "InstanceProfileName": "web", "InstanceProfileId": "AIPAEXAMPLE", "Arn": "arn:aws:iam::123456789012:instance-profile/web/web", "Roles": [] } ] },
              { "Path": "/", "RoleName": "plain", "RoleId": "AROAPLAINEXAMPLE", "Arn": "arn:aws:iam::123456789012:role/plain" } ],
            "Policies": [
              { "PolicyName": "limits", "PolicyId": "ANPAEXAMPLE", "Arn": "arn:aws:iam::123456789012:policy/team/limits", "DefaultVersionId": "v1", "PolicyVersionList": [] },
              { "PolicyName": "ReadOnlyAccess", "PolicyId": "ANPAAWS", "Arn": "arn:aws:iam::aws:policy/ReadOnlyAccess", "DefaultVersionId": "v1", "PolicyVersionList": [] } ] } } },
          "Organization": {
            "r-ab12": { "arn": "arn:aws:organizations::999999999999:root/o-example1234/r-ab12", "id": "r-ab12", "name": "Root", "organization_node_type": "Organizational Unit or Organization Root", "parent": null, "policies": [] },
            "123456789012": { "arn": "arn:aws:organizations::999999999999:account/o-example1234/123456789012", "id": "123456789012", "name": "app", "organization_node_type": "AWSAccount", "parent": "r-ab12", "policies": [] },
            "999999999999": { "arn": "arn:aws:organizations::999999999999:account/o-example1234/999999999999", "id": "999999999999", "name": "management", "organization_node_type": "AWSAccount", "parent": "r-ab12", "policies": [] } } }
        """;

    private static readonly CloudTrailRequestResolver s_resolver = new(ActionCatalog.Default);
    private static readonly SnapshotPolicySource s_source = new(new SnapshotBuilder().Add(Encoding.UTF8.GetBytes(Files), "snapshot.json").Build());

    [TestCase("GetRole", "role deploy", "role/ci/deploy")]
    [TestCase("GetRole", "role DEPLOY", "role/ci/deploy")]
    [TestCase("GetRole", "role plain", "role/plain")]
    [TestCase("GetUser", "user bob", "user/staff/bob")]
    [TestCase("GetGroup", "group admins", "group/staff/admins")]
    [TestCase("GetInstanceProfile", "instance profile web", "instance-profile/web/web")]
    [TestCase("GetPolicy", "policy limits", "policy/team/limits")]
    public async Task GetPoliciesAsync_NameWithoutPath_IsTheEntityOfTheSnapshot(string operation, string named, string expected) // MSG-41
    {
        var resource = (await FindAsync(Denied(operation, named))).ResolvedResource;

        resource!.Value.Value.Should().Be("arn:aws:iam::123456789012:" + expected);
        resource.Value.IsApproximate.Should().BeFalse();
    }

    [TestCase("GetRole", "role gone")]
    [TestCase("GetRole", "role bob")]
    [TestCase("GetPolicy", "policy ReadOnlyAccess")]
    [TestCase("GetRole", "arn:aws:iam::123456789012:role/deploy")]
    [TestCase("GetServerCertificate", "server certificate web")]
    public async Task GetPoliciesAsync_NameThatIsNotThereOrWholeARN_StaysAsItIs(string operation, string named) =>
        (await FindAsync(Denied(operation, named))).ResolvedResource.Should().BeNull();

    [Test]
    public async Task GetPoliciesAsync_ResolvedRole_HasItsTags() =>
        (await FindAsync(Denied("DeleteRole", "role deploy"))).Facts.Values["aws:ResourceTag/team"].ToString().Should().Be("ci");

    [TestCase("ListAccounts", "{}", "*")]
    [TestCase("DescribeAccount", """{ "accountId": "210987654321" }""", "arn:aws:organizations::999999999999:account/o-example1234/210987654321")]
    public async Task GetPoliciesAsync_MembersCallOnTheOrganization_IsTheManagementAccounts(string operation, string parameters, string expected) // SVC-16
    {
        var set = await FindAsync(OnOrganization(operation, parameters, "123456789012"));

        set.ResolvedResource!.Value.Value.Should().Be(expected);
        set.ResolvedResource.Value.AccountId.Should().Be("999999999999");
        set.Unavailable.Should().Contain(item => item.Layer == PolicyLayer.Resource && item.What.Contains("delegation policy"));
    }

    [Test]
    public async Task GetPoliciesAsync_MembersCallForItself_IsItsOwn()
    {
        var set = await FindAsync(OnOrganization("LeaveOrganization", "{}", "123456789012"));

        set.ResolvedResource.Should().BeNull();
        set.Unavailable.Should().NotContain(item => item.Layer == PolicyLayer.Resource);
    }

    [Test]
    public async Task GetPoliciesAsync_ManagementAccountsOwnCall_AsksForNoDelegation() =>
        (await FindAsync(OnOrganization("ListAccounts", "{}", "999999999999"))).Unavailable.Should().NotContain(item => item.Layer == PolicyLayer.Resource);

    [Test]
    public async Task GetPoliciesAsync_CollectedDelegationPolicy_HasItsSay()
    {
        var policy = """
            { "SnapshotVersion": 1, "Accounts": { "999999999999": { "ResourcePolicies": { "arn:aws:organizations::999999999999:resourcepolicy/o-example1234/rp-1":
              { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Principal": { "AWS": "123456789012" }, "Action": "organizations:List*", "Resource": "*" } ] } } } } }
            """;
        var source = new SnapshotPolicySource(new SnapshotBuilder().Add(Encoding.UTF8.GetBytes(Files), "a").Add(Encoding.UTF8.GetBytes(policy), "b").Build());

        var set = await source.GetPoliciesAsync(RequestOf(OnOrganization("ListAccounts", "{}", "123456789012")), default);

        set.ResourcePolicy!.AttachedTo.Should().Be("arn:aws:organizations::999999999999:resourcepolicy/o-example1234/rp-1");
    }

    private static ValueTask<PolicySet> FindAsync(string record) => s_source.GetPoliciesAsync(RequestOf(record), default);

    private static AuthorizationRequest RequestOf(string record) => s_resolver.Resolve(CloudTrailEvent.Parse(record)).Requests[0];

    private static string Denied(string operation, string named) =>
        Record("iam", operation, "{}", "123456789012", $"User: arn:aws:iam::123456789012:user/staff/ann is not authorized to perform: iam:{operation} on resource: {named} because no identity-based policy allows the iam:{operation} action");

    private static string OnOrganization(string operation, string parameters, string account) => Record("organizations", operation, parameters, account, "You don't have permissions to access this resource.");

    private static string Record(string service, string operation, string parameters, string account, string message) => $$"""
        { "eventID": "e", "eventTime": "2026-01-01T00:00:00Z", "eventSource": "{{service}}.amazonaws.com", "eventName": "{{operation}}", "awsRegion": "us-east-1", "errorCode": "AccessDenied",
          "errorMessage": "{{message}}", "recipientAccountId": "{{account}}", "requestParameters": {{parameters}},
          "userIdentity": { "type": "IAMUser", "principalId": "AIDAANNEXAMPLE", "arn": "arn:aws:iam::{{account}}:user/staff/ann", "accountId": "{{account}}", "userName": "ann" } }
        """;
}
