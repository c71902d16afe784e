using System.Text.Json.Nodes;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Rights;

/// <summary>What the code can call, and that the policies in build/deploy allow that and nothing else.</summary>
public sealed class RightsTests
{
    private const string OtherAccount = "222222222222";

    // Source: STS API Reference, "GetCallerIdentity": nobody needs a permission for it, and no policy can deny it.
    private const string NeedsNoPermission = "sts:GetCallerIdentity";

    private static readonly LocalSimulator s_simulator = new();
    private static readonly Lazy<Task<Recorded>> s_recorded = new(Recorded.ReadAsync);

    private static readonly string[] s_policies = ["caller-policy.json", "account-policy.json", "management-policy.json", "trail-policy.json", "queue-policy.json"];

    [Test]
    public async Task Clients_EveryOperation_NamesTheActionThatTheCatalogHasForIt()
    {
        foreach (var operation in (await s_recorded.Value).Own)
        {
            ActionCatalog.Default.FindAction(operation.Permission).Should().NotBeNull($"{operation.Method} names {operation.Permission}");
        }
    }

    [Test]
    public async Task Features_AllTogether_UseEveryOperationThatTheClientsHaveAndNoOther()
    {
        var recorded = await s_recorded.Value;

        recorded.Used.Should().BeEquivalentTo(recorded.Declared);
    }

    [TestCaseSource(nameof(s_policies))]
    public async Task Policy_EveryCallThatNeedsIt_IsAllowed(string name)
    {
        var policy = Policy(DeployedPolicies.Json(name));

        foreach (var permission in (await s_recorded.Value).Of(name))
        {
            Allows(policy, permission).Should().BeTrue($"{name} has to allow {permission}");
        }
    }

    [TestCaseSource(nameof(s_policies))]
    public async Task Policy_EveryActionOfTheCatalog_IsDeniedUnlessItIsCalled(string name)
    {
        var policy = Policy(DeployedPolicies.Json(name));
        var all = ActionCatalog.Default.Services.SelectMany(service => ActionCatalog.Default.FindService(service)!.Actions).Select(action => action.FullName);

        all.Where(action => Allows(policy, action)).Should().BeEquivalentTo((await s_recorded.Value).Of(name));
    }

    [TestCaseSource(nameof(s_policies))]
    public async Task Policy_WithoutAnyOneOfItsActions_DeniesACall(string name)
    {
        var needed = (await s_recorded.Value).Of(name);
        foreach (var smaller in WithoutOneAction(DeployedPolicies.Json(name)))
        {
            var policy = Policy(smaller);
            needed.Count(permission => !Allows(policy, permission)).Should().Be(1);
        }
    }

    [TestCase("arn:aws:iam::222222222222:role/AccessUndeniedRole", true)]
    [TestCase("arn:aws:iam::222222222222:role/AccessUndeniedManagementRole", true)]
    [TestCase("arn:aws:iam::222222222222:role/admin", false)]
    public void CallerPolicy_RoleToAssume_IsOneOfItsOwn(string role, bool isAllowed) =>
        Allows(Policy(DeployedPolicies.Json("caller-policy.json")), "sts:AssumeRole", role).Should().Be(isAllowed);

    [TestCase("arn:aws:apigateway:eu-west-1::/restapis/abc123", true)]
    [TestCase("arn:aws:apigateway:eu-west-1::/apikeys/abc123", false)]
    public void AccountPolicy_ApiGateway_ShowsNoKeys(string resource, bool isAllowed) =>
        Allows(Policy(DeployedPolicies.Json("account-policy.json")), "apigateway:GET", resource).Should().Be(isAllowed);

    [TestCase("cross-account-role", "account-policy.json", "AccessUndeniedRole")]
    [TestCase("management-account-role", "management-policy.json", "AccessUndeniedManagementRole")]
    public void Role_CloudFormationAndTerraform_CarryTheSamePolicy(string role, string policy, string name)
    {
        var expected = DeployedPolicies.Json(policy).ToJsonString();
        var properties = DeployedPolicies.CloudFormationRole(role + ".cloudformation.json", new Dictionary<string, string>());

        properties["Policies"]!.AsArray().Should().ContainSingle().Which!["PolicyDocument"]!.ToJsonString().Should().Be(expected);
        properties.AsObject().Should().NotContainKeys("ManagedPolicyArns", "PermissionsBoundary");
        ((string?)properties["RoleName"]).Should().Be(name);
        var terraform = $"terraform/{role}/main.tf";
        DeployedPolicies.TerraformPolicy(terraform).ToJsonString().Should().Be(expected);
        DeployedPolicies.Text(terraform).Should().Contain($"default     = \"{name}\"");
    }

    [TestCase("", "", "arn:aws:iam::111111111111:role/investigator", null, null, true)]
    [TestCase("", "", "arn:aws:iam::111111111111:role/other", null, null, false)]
    [TestCase("secret", "", "arn:aws:iam::111111111111:role/investigator", null, null, false)]
    [TestCase("secret", "", "arn:aws:iam::111111111111:role/investigator", "secret", null, true)]
    [TestCase("", "o-exampleorg1", "arn:aws:iam::111111111111:role/investigator", null, "o-exampleorg2", false)]
    [TestCase("", "o-exampleorg1", "arn:aws:iam::111111111111:role/investigator", null, "o-exampleorg1", true)]
    [TestCase("secret", "o-exampleorg1", "arn:aws:iam::111111111111:role/investigator", "secret", null, false)]
    public void Role_TrustPolicy_LetsInWhomItNames(string externalId, string organization, string caller, string? givenId, string? callersOrganization, bool isAllowed)
    {
        foreach (var template in new[] { "cross-account-role.cloudformation.json", "management-account-role.cloudformation.json" })
        {
            var parameters = new Dictionary<string, string>
            {
                ["TrustedPrincipalArn"] = "arn:aws:iam::111111111111:role/investigator",
                ["ExternalId"] = externalId,
                ["OrganizationId"] = organization,
            };
            var trust = DeployedPolicies.CloudFormationRole(template, parameters)["AssumeRolePolicyDocument"]!;
            var context = new Dictionary<string, ContextValue>();
            Add(context, "sts:ExternalId", givenId);
            Add(context, "aws:PrincipalOrgID", callersOrganization);
            var request = Request("sts:AssumeRole", "arn:aws:iam::222222222222:role/AccessUndeniedRole", caller) with { Context = RequestContext.Of(context) };

            var verdict = s_simulator.Decide(request, new() { Identity = [Policy(DeployedPolicies.Json("caller-policy.json"))], ResourcePolicy = Policy(trust) });

            verdict.Decision.Should().Be(isAllowed ? Decision.Allowed : Decision.ImplicitDeny, template);
        }
    }

    [Test]
    public async Task Page_EveryPermission_IsExplained()
    {
        var page = DeployedPolicies.Text("permissions.md");

        foreach (var permission in (await s_recorded.Value).Declared.Append(NeedsNoPermission))
        {
            page.Should().Contain($"`{permission}`");
        }
    }

    private static void Add(Dictionary<string, ContextValue> context, string key, string? value)
    {
        if (value is not null)
        {
            context[key] = ContextValue.Of(value);
        }
    }

    private static IEnumerable<JsonNode> WithoutOneAction(JsonNode policy)
    {
        for (var s = 0; s < policy["Statement"]!.AsArray().Count; s++)
        {
            var actions = policy["Statement"]![s]!["Action"]! is JsonArray list ? list.Count : 1;
            for (var a = 0; a < actions; a++)
            {
                var smaller = policy.DeepClone();
                if (actions == 1)
                {
                    smaller["Statement"]!.AsArray().RemoveAt(s);
                }
                else
                {
                    smaller["Statement"]![s]!["Action"]!.AsArray().RemoveAt(a);
                }

                yield return smaller;
            }
        }
    }

    private static bool Allows(AttachedPolicy policy, string action) => Allows(policy, action, action switch
    {
        "sts:AssumeRole" => "arn:aws:iam::222222222222:role/AccessUndeniedRole",
        "apigateway:GET" => "arn:aws:apigateway:eu-west-1::/restapis/abc123",
        "sqs:ReceiveMessage" or "sqs:DeleteMessage" or "sqs:ChangeMessageVisibility" => "arn:aws:sqs:eu-west-1:111111111111:trail",
        "s3:ListBucket" => "arn:aws:s3:::amzn-s3-demo-bucket",
        "s3:GetObject" => "arn:aws:s3:::amzn-s3-demo-bucket/AWSLogs/111111111111/CloudTrail/a.json.gz",
        _ => "*",
    });

    // The caller's own side: what keys and roles say themselves is their owners' affair.
    private static bool Allows(AttachedPolicy policy, string action, string resource) =>
        s_simulator.Simulate(Request(action, resource, "arn:aws:iam::111111111111:role/investigator"), new() { Identity = [policy] })
            .Find(PolicyLayer.Identity)?.Decision == Decision.Allowed;

    private static AuthorizationRequest Request(string action, string resource, string caller)
    {
        AwsPrincipal.TryParse(caller, out var principal).Should().BeTrue();
        return new() { Principal = principal!, Action = action, Resource = new(resource) };
    }

    private static AttachedPolicy Policy(JsonNode document) => new() { Name = "deployed", Document = PolicyDocument.Parse(document.ToJsonString()) };

    /// <summary>What the clients have, and what was called as whom.</summary>
    private sealed record Recorded(IReadOnlyList<DeclaredOperation> Own, HashSet<string> Declared, HashSet<string> Used, IReadOnlyDictionary<string, HashSet<string>> Needs)
    {
        public IReadOnlySet<string> Of(string policy) => Needs[policy];

        public static async Task<Recorded> ReadAsync()
        {
            var own = await OwnClientOperations.ReadAsync();
            var permissions = own.DistinctBy(operation => operation.Operation).ToDictionary(operation => operation.Operation, operation => operation.Permission);
            HashSet<string> In(IEnumerable<FakeCall> calls) => [.. calls.Select(call => SdkOperations.PermissionOf(permissions.GetValueOrDefault(call.Operation, call.Operation))).Where(name => name != NeedsNoPermission)];

            // As a user of a third account, and once more as one of the management account that has all resources.
            var apart = await EveryFeature.RunAsync(OtherAccount, managementRole: true);
            var within = await EveryFeature.RunAsync(EveryFeature.Home, managementRole: true);
            var managing = await EveryFeature.RunAsync(SampleOrganization.Management, managementRole: false);
            var trail = await EveryFeature.ReadTrailAsync();
            var queue = await EveryFeature.ReadQueueAsync();
            var callers = In([.. apart.Where(call => call.Account == OtherAccount), .. within.Where(call => call.Account == EveryFeature.Home), .. managing.Where(call => call.Account == SampleOrganization.Management)]);
            return new(
                own,
                [.. own.Select(operation => operation.Permission).Concat(SdkOperations.Read().Select(operation => operation.Permission)).Where(name => name != NeedsNoPermission)],
                In([.. apart, .. within, .. managing, .. trail, .. queue]),
                new Dictionary<string, HashSet<string>>
                {
                    ["caller-policy.json"] = callers,
                    ["account-policy.json"] = In(apart.Where(call => call.Account == EveryFeature.Home)),
                    ["trail-policy.json"] = In(trail),
                    ["queue-policy.json"] = In(queue),
                    ["management-policy.json"] = In(apart.Where(call => call.Account == SampleOrganization.Management && call.Operation.StartsWith("organizations:", StringComparison.Ordinal))),
                });
        }
    }
}
