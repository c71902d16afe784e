using System.Text.Json.Nodes;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Policies.Live;

public sealed class LivePolicySourceTests
{
    private const string Role = "arn:aws:iam::123456789012:role/service/app-orders";
    private const string Queue = "arn:aws:sqs:eu-west-1:123456789012:orders-intake";

    private FakeAws _fake = null!;

    [SetUp]
    public async Task StartAsync() => _fake = await SampleOrganization.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _fake.DisposeAsync();

    [Test]
    public async Task GetPolicies_ManyAtOnce_AsksOnce()
    {
        await GetAsync(Request(Role, Queue));
        var expected = _fake.Calls.Count;
        _fake.ForgetCalls();
        _fake.Faults.Delay = TimeSpan.FromMilliseconds(20);
        using var connection = SampleOrganization.Connect(_fake);
        var source = new LivePolicySource(connection);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => source.GetPoliciesAsync(Request(Role, Queue), CancellationToken.None).AsTask()));

        _fake.Calls.Should().HaveCount(expected);
    }

    [Test]
    public async Task GetPolicies_OneOfManyGivesUp_TheOthersGetTheirAnswer()
    {
        _fake.Faults.HoldAfter(0);
        using var connection = SampleOrganization.Connect(_fake);
        var source = new LivePolicySource(connection);
        using var impatience = new CancellationTokenSource();

        var impatient = source.GetPoliciesAsync(Request(Role, Queue), impatience.Token).AsTask();
        var patient = source.GetPoliciesAsync(Request(Role, Queue), CancellationToken.None).AsTask();

        await impatience.CancelAsync();
        await FluentActions.Awaiting(() => impatient).Should().ThrowAsync<OperationCanceledException>();
        _fake.Faults.Release();
        (await patient).Identity.Should().NotBeEmpty();
    }

    [TestCase("iam:GetRole", PolicyLayer.Identity)]
    [TestCase("iam:ListRolePolicies", PolicyLayer.Identity)]
    [TestCase("iam:GetRolePolicy", PolicyLayer.Identity)]
    [TestCase("iam:ListAttachedRolePolicies", PolicyLayer.Identity)]
    [TestCase("organizations:ListPoliciesForTarget", PolicyLayer.ServiceControl)]
    [TestCase("organizations:DescribePolicy", PolicyLayer.ResourceControl)]
    [TestCase("organizations:ListParents", PolicyLayer.ServiceControl)]
    [TestCase("sqs:GetQueueAttributes", PolicyLayer.Resource)]
    public async Task GetPolicies_MissingPermission_NamesItWithTheLayerThatIsUnknown(string permission, PolicyLayer layer)
    {
        _fake.Faults.Deny(permission);

        var policies = await GetAsync(Request(Role, Queue));

        policies.Unavailable.Should().Contain(item => item.Layer == layer && item.Why.Contains($"may not call {permission} in account "));
    }

    [Test]
    public async Task GetPolicies_ManagedPolicyUnreadable_NamesThePermission()
    {
        _fake.Faults.Deny("iam:GetPolicyVersion");

        var policies = await GetAsync(Request("arn:aws:iam::123456789012:user/backup-operator", Queue));

        policies.Unavailable.Should().Contain(item => item.Layer == PolicyLayer.Identity && item.What.StartsWith("managed policy arn:aws:iam::")
            && item.Why.Contains("may not call iam:GetPolicyVersion in account 123456789012"));
    }

    [Test]
    public async Task GetPolicies_RoleThatCannotBeAssumed_NamesItOnEveryLayerItHides()
    {
        _fake.AssumableRole = "another";

        var policies = await GetAsync(Request(Role, Queue));

        policies.Unavailable.Select(item => item.Layer).Should().Contain([PolicyLayer.Identity, PolicyLayer.PermissionsBoundary, PolicyLayer.Resource]);
        policies.Unavailable.Where(item => item.Layer == PolicyLayer.Identity).Should()
            .OnlyContain(item => item.Why.Contains("cannot assume arn:aws:iam::123456789012:role/AccessUndeniedRole"));
        policies.ServiceControl.Should().NotBeEmpty();
    }

    [Test]
    public async Task GetPolicies_PrincipalThatIsGone_SaysSo()
    {
        var policies = await GetAsync(Request("arn:aws:iam::123456789012:role/gone", Queue));

        policies.Unavailable.Should().Contain(item =>
            item.Layer == PolicyLayer.Identity && item.Why == "account 123456789012 has no such user or role now; it was deleted after the event, or its name is not whole");
    }

    [Test]
    public async Task GetPolicies_PrincipalKnownByItsIdAlone_IsFoundOnTheLastPage()
    {
        var role = _fake.Data.Entities("123456789012", "RoleDetailList")[^1];
        var principal = new Principal { Kind = PrincipalKind.Account, Id = $"{role["RoleId"]}:session", UniqueId = $"{role["RoleId"]}:session", AccountId = "123456789012" };

        var policies = await GetAsync(Request(Role, Queue) with { Principal = principal });

        policies.ResolvedPrincipal!.EntityId.Should().Be((string?)role["Arn"]);
        policies.IsUnavailable(PolicyLayer.Identity).Should().BeFalse();
    }

    [Test]
    public async Task GetPolicies_MemberWithoutRightsToTheOrganization_KnowsItsIdAndThatPoliciesAreUnknown()
    {
        using var connection = SampleOrganization.Connect(_fake, options => options.Credentials = FakeAws.CredentialsOf("123456789012"));

        var policies = await new LivePolicySource(connection).GetPoliciesAsync(Request(Role, Queue), CancellationToken.None);

        policies.IsUnavailable(PolicyLayer.ServiceControl).Should().BeTrue();
        policies.Facts.TryGet("aws:PrincipalOrgID", out var id).Should().BeTrue();
        id.Should().Be(ContextValue.Of("o-exampleorg1"));
    }

    [Test]
    public async Task GetPolicies_AccountOutsideTheOrganization_HasNoPoliciesOfIt()
    {
        var policies = await GetAsync(Request("arn:aws:iam::999988887777:role/partner", Queue));

        policies.ServiceControl.Should().BeEmpty();
        policies.ResourceControl.Should().NotBeEmpty();
        policies.IsUnavailable(PolicyLayer.ServiceControl).Should().BeFalse();
    }

    [Test]
    public async Task GetPolicies_NoOrganization_HasNoSuchLayer()
    {
        await using var fake = await FakeAws.StartAsync(FakeData.Parse("""
            {"Accounts":{"123456789012":{"AuthorizationDetails":{"RoleDetailList":[{"RoleName":"app-orders","RoleId":"AROAEXAMPLE","Arn":"arn:aws:iam::123456789012:role/service/app-orders","Path":"/service/"}]}}}}
            """));
        using var connection = SampleOrganization.Connect(fake, options => options.Credentials = FakeAws.CredentialsOf("123456789012"));

        var policies = await new LivePolicySource(connection).GetPoliciesAsync(Request(Role, Queue), CancellationToken.None);

        policies.ServiceControl.Should().BeEmpty();
        policies.Unavailable.Should().BeEmpty();
    }

    [Test]
    public async Task GetPolicies_DocumentEncodedTwice_IsRead()
    {
        var data = FakeData.Parse(new JsonObject
        {
            ["Accounts"] = new JsonObject
            {
                ["123456789012"] = new JsonObject
                {
                    ["AuthorizationDetails"] = new JsonObject
                    {
                        ["RoleDetailList"] = new JsonArray(new JsonObject
                        {
                            ["RoleName"] = "app-orders",
                            ["Arn"] = Role,
                            ["RolePolicyList"] = new JsonArray(new JsonObject
                            {
                                ["PolicyName"] = "twice",
                                ["PolicyDocument"] = Uri.EscapeDataString(Uri.EscapeDataString("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sqs:*","Resource":"*"}}""")),
                            }),
                        }),
                    },
                },
            },
        }.ToJsonString());
        await using var fake = await FakeAws.StartAsync(data);
        using var connection = SampleOrganization.Connect(fake, options => options.Credentials = FakeAws.CredentialsOf("123456789012"));

        var policies = await new LivePolicySource(connection).GetPoliciesAsync(Request(Role, Queue), CancellationToken.None);

        policies.Identity.Should().ContainSingle().Which.Document!.Statements.Should().ContainSingle();
    }

    [Test]
    public async Task GetPolicies_OwnProvider_IsAskedFirst()
    {
        using var connection = SampleOrganization.Connect(_fake);
        var source = new LivePolicySource(connection, [new OwnProvider()]);

        var policies = await source.GetPoliciesAsync(Request(Role, Queue), CancellationToken.None);

        policies.ResourcePolicy!.Document!.Statements.Should().ContainSingle(statement => statement.Sid == "Own");
        _fake.Calls.Should().NotContain(call => call.Operation.StartsWith("sqs:", StringComparison.Ordinal));
    }

    private static AuthorizationRequest Request(string principal, string resource)
    {
        AwsPrincipal.TryParse(principal, out var caller).Should().BeTrue();
        return new() { Principal = caller!, Action = "sqs:SendMessage", Resource = new(resource, "123456789012", "eu-west-1") };
    }

    private async Task<PolicySet> GetAsync(AuthorizationRequest request)
    {
        using var connection = SampleOrganization.Connect(_fake);
        return await new LivePolicySource(connection).GetPoliciesAsync(request, CancellationToken.None);
    }

    private sealed class OwnProvider : IResourcePolicyProvider
    {
        public bool CanProvide(ResourceId resource) => resource.Value == Queue;

        public ValueTask<ResourcePolicyLookup> GetPolicyAsync(ResourceId resource, CancellationToken cancellationToken) => new(new ResourcePolicyLookup.Found(
            PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Sid":"Own","Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}""")));
    }
}
