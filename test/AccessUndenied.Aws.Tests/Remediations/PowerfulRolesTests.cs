using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Aws.Tests.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Remediations;

/// <summary>Whoever is let take on a role gets what the role may do.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PowerfulRolesTests
{
    private const string Target = "arn:aws:iam::111111111111:role/deploy";

    [TestCase("*", "*", "whose policy Powers allows everything.")]
    [TestCase("*", "arn:aws:iam::111111111111:role/*", "allows iam:")]
    [TestCase("iam:*", "*", "allows iam:")]
    [TestCase("iam:AttachRolePolicy", "*", "allows iam:AttachRolePolicy, by which permissions are gained.")]
    [TestCase("iam:CreateAccessKey", "*", "allows iam:CreateAccessKey, by which permissions are gained.")]
    public async Task Plan_RoleThatMayGainPermissions_IsWarnedOfAndMayBeKept(string action, string resource, string says)
    {
        var plans = await PlanAsync($$"""{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"}""");
        var grant = plans.Should().ContainSingle(plan => plan.Kind == RemediationKind.Grant).Subject;
        grant.Warnings.Should().Contain(warning => warning.Id == "privilege-escalation" && warning.Text.Contains(says) && warning.Text.Contains(Target));
        plans.Should().Contain(plan => plan.Kind == RemediationKind.Keep);
    }

    [TestCase("""{"Effect":"Allow","Action":["s3:*","iam:Get*","iam:PassRole"],"Resource":"*"}""")]
    [TestCase("""{"Effect":"Deny","Action":"*","Resource":"*"}""")]
    public async Task Plan_RoleWithoutSuchPowers_HasNoWarning(string statement)
    {
        var plans = await PlanAsync(statement);
        plans.Should().ContainSingle().Which.Warnings.Should().BeEmpty();
    }

    [TestCase("AdministratorAccess", true)]
    [TestCase("IAMFullAccess", true)]
    [TestCase("ReadOnlyAccess", false)]
    public async Task Plan_RoleWithPolicyOfAwsThatWasNotRead_IsWarnedOfByItsName(string name, bool isPowerful)
    {
        var snapshot = System.Text.Encoding.UTF8.GetBytes($$"""
            {"SnapshotVersion":1,"Accounts":{"111111111111":{"AuthorizationDetails":{"UserDetailList":[],"GroupDetailList":[],"Policies":[],"RoleDetailList":[
              {"Path":"/","RoleName":"deploy","RoleId":"AROADEPLOY00000000001","Arn":"{{Target}}","AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[]},"RolePolicyList":[],
               "AttachedManagedPolicies":[{"PolicyName":"{{name}}","PolicyArn":"arn:aws:iam::aws:policy/{{name}}"}]}]} } } }
            """);
        var entities = new SnapshotEntities(new SnapshotBuilder().Add(snapshot, "s.json").Build());
        var (request, policies) = StoryCase.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            {"principal":"arn:aws:sts::111111111111:assumed-role/app/s","action":"sts:AssumeRole","resource":"{{Target}}",
             "resourcePolicy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/other"},"Action":"sts:AssumeRole"}] },
             "identityPolicies":[{"name":"P","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}]} }] }
            """));
        var grant = (await Plans.ForAsync(request, policies with { Entities = entities })).First(plan => plan.Changes.Any(change => change.Layer == PolicyLayer.RoleTrust));
        grant.Warnings.Any(warning => warning.Id == "privilege-escalation").Should().Be(isPowerful);
    }

    [Test]
    public async Task Plan_RoleOfWhichNothingIsKnown_HasNoWarning() => (await PlanAsync(null)).Should().ContainSingle().Which.Warnings.Should().BeEmpty();

    private static async Task<IReadOnlyList<Remediation>> PlanAsync(string? statement)
    {
        var (request, policies) = StoryCase.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            {"principal":"arn:aws:sts::111111111111:assumed-role/app/s","action":"sts:AssumeRole","resource":"{{Target}}",
             "resourcePolicy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"sts:AssumeRole"}] } }
            """));
        return await Plans.ForAsync(request, policies with { Entities = new OneRole(statement) });
    }

    private sealed class OneRole(string? statement) : IEntityDirectory
    {
        public bool? HasRole(string id) => id == Target;

        public IEnumerable<string> RolesBeside(string id) => [Target];

        public IReadOnlyList<AttachedPolicy>? PoliciesOf(string id) => statement is null || id != Target ? null :
        [
            new() { Name = "Powers", AttachedTo = Target, Document = PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""") },
        ];
    }
}
