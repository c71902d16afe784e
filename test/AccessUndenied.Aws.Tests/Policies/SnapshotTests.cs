using System.Text;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies;

public sealed class SnapshotTests
{
    private const string Role = """{"Arn":"arn:aws:iam::111111111111:role/app","RoleName":"app","RoleId":"AROAAPP","RolePolicyList":[{"PolicyName":"p","PolicyDocument":{"Statement":[]}}]}""";

    private static readonly byte[] s_damage = [.. "{}[]\",:5x\\%"u8, 0xFF];
    private static readonly string s_wellFormed = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "Policies", "snapshot.json"));

    [TestCase("", "is empty")]
    [TestCase(" \n ", "is empty")]
    [TestCase("[]", "expected a snapshot, an object; found an array")]
    [TestCase("not json", "not valid JSON")]
    [TestCase("{\"SnapshotVersion\": 1, \"Accounts\": {", "not valid JSON")]
    [TestCase("{\"SnapshotVersion\": 2}", "version 2")]
    [TestCase("{\"SnapshotVersion\": 0}", "SnapshotVersion 0 does not exist")]
    [TestCase("{\"SnapshotVersion\": \"1\"}", "expected a whole number; found a string")]
    [TestCase("{}", "neither a snapshot")]
    [TestCase("{\"Records\": []}", "--events-file")]
    [TestCase("{\"eventName\":\"x\"}\n{\"eventName\":\"y\"}", "--events-file")]
    [TestCase("{\"r-ab12\": {}}", "--scp-file")]
    [TestCase("{\"Accounts\": []}", "$.Accounts: expected the accounts, an object; found an array")]
    [TestCase("{\"Accounts\": {\"shop\": {}}}", "'shop' is not an account id")]
    [TestCase("{\"Accounts\": {\"111111111111\": 5}}", "$.Accounts.111111111111: expected an account")]
    [TestCase("{\"Accounts\": {\"111111111111\": {}, \"111111111111\": {}}}", "'111111111111' occurs twice")]
    [TestCase("{\"Accounts\": {}, \"Accounts\": {}}", "'Accounts' occurs twice")]
    [TestCase("{\"Accounts\": {\"111111111111\": {\"ResourcePolicies\": {\"arn:aws:s3:::b\": 1, \"arn:aws:s3:::b\": 2}}}}", "'arn:aws:s3:::b' occurs twice")]
    [TestCase("{\"Accounts\": {\"111111111111\": {\"ResourcePolicies\": []}}}", "$.Accounts.111111111111.ResourcePolicies: expected a map")]
    [TestCase("{\"Accounts\": {\"111111111111\": {\"AuthorizationDetails\": {\"RoleDetailList\": {}}}}}", "RoleDetailList: expected an array")]
    [TestCase("{\"Accounts\": {\"111111111111\": {\"AuthorizationDetails\": {\"RoleDetailList\": [7]}}}}", "RoleDetailList[0]: expected an object; found a number")]
    [TestCase("{\"Accounts\": {\"111111111111\": {\"AuthorizationDetails\": {\"RoleDetailList\": [{\"RoleName\": \"x\"}]}}}}", "has no Arn")]
    [TestCase("{\"Accounts\": {\"111111111111\": {\"AuthorizationDetails\": {\"RoleDetailList\": [{\"Arn\": 5}]}}}}", "RoleDetailList[0].Arn: expected a string")]
    [TestCase("{\"Accounts\": {\"111111111111\": {\"Unavailable\": [{\"Why\": \"x\"}]}}}", "has no What")]
    [TestCase("{\"Organization\": {\"r-1\": 5}}", "$.Organization['r-1']: expected a node")]
    [TestCase("{\"Organization\": {\"r-1\": {\"policies\": {}}}}", "$.Organization['r-1'].policies: expected an array")]
    [TestCase("{\"RoleDetailList\": []}", "tells the account's id")]
    [TestCase("{\"RoleDetailList\": [{\"Arn\": \"arn:aws:iam::111111111111:role/a\"}, {\"Arn\": \"arn:aws:iam::222222222222:role/a\"}]}", "two accounts")]
    [TestCase("{\"CollectedAt\": \"yesterday\", \"Accounts\": {}}", "expected a time")]
    [TestCase("{\"Accounts\": {}} trailing", "not valid JSON")]
    public void Add_BadInput_NamesFileAndFault(string json, string fault)
    {
        var act = () => Build(json);

        act.Should().Throw<SnapshotFormatException>().Which.Message.Should().Contain("test.json").And.Contain(fault);
    }

    [Test]
    public void Add_Utf16_NamesTheFormAndTheWayOut()
    {
        var act = () => new SnapshotBuilder().Add(new byte[] { 0xFF, 0xFE, (byte)'{', 0, (byte)'}', 0 }, "test.json");

        act.Should().Throw<SnapshotFormatException>().WithMessage("test.json: the text is UTF-16; save it as UTF-8*");
    }

    [Test]
    public void Add_InvalidUtf8InAName_IsAClearError()
    {
        byte[] bytes = [.. "{\"Accounts\": {\""u8, 0xC3, 0x28, .. "\": {}}}"u8];
        var act = () => new SnapshotBuilder().Add(bytes, "test.json");

        act.Should().Throw<SnapshotFormatException>().Which.Message.Should().Contain("test.json");
    }

    [Test]
    public void Add_DeepNesting_IsAClearError()
    {
        var act = () => Build("{\"Accounts\": {\"111111111111\": {\"ResourcePolicies\": {\"arn:aws:s3:::b\": " + new string('[', 100_000) + "}}}}");

        act.Should().Throw<SnapshotFormatException>().Which.Message.Should().Contain("test.json");
    }

    [Test]
    public void Add_EveryPrefixOfASnapshot_IsReadOrRefusedClearly()
    {
        var bytes = Encoding.UTF8.GetBytes(s_wellFormed);
        for (var length = 0; length < bytes.Length - 1; length += 37)
        {
            var act = () => new SnapshotBuilder().Add(bytes.AsMemory(0, length), "test.json");
            act.Should().Throw<SnapshotFormatException>(because: $"it ends after {length} bytes");
        }
    }

    [Test]
    public void Open_FileThatIsMissing_NamesIt()
    {
        var act = () => Snapshot.Open(["/nonexistent/snapshot.json"]);

        act.Should().Throw<SnapshotFormatException>().Which.Message.Should().StartWith("/nonexistent/snapshot.json cannot be read");
    }

    [Test]
    public void Open_WellFormed_TellsAccountsTimeAndNotes()
    {
        var snapshot = Build(s_wellFormed);

        snapshot.AccountIds.Should().Equal("111111111111", "222222222222", "333333333333", "444444444444");
        snapshot.CollectedAt.Should().Be(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        snapshot.HasOrganization.Should().BeTrue();
        snapshot.Notes.Should().ContainSingle().Which.Should().Contain("go on after this page").And.Contain("$.Accounts.333333333333.AuthorizationDetails.IsTruncated");
    }

    [Test]
    public async Task Add_BareAuthorizationDetailsWithByteOrderMark_TakesTheAccountFromTheArns()
    {
        var snapshot = Build("\uFEFF{\"UserDetailList\": [], \"RoleDetailList\": [" + Role + "], \"Policies\": [{\"Arn\": \"arn:aws:iam::aws:policy/x\"}]}");
        var set = await Get(snapshot, "111111111111", "arn:aws:sqs:eu-west-1:111111111111:q");

        snapshot.AccountIds.Should().Equal("111111111111");
        set.Identity.Should().ContainSingle();
        set.IsUnavailable(PolicyLayer.Resource).Should().BeTrue(because: "bare authorization details tell nothing of resource policies");
        set.ServiceControl.Should().BeEmpty();
        set.IsUnavailable(PolicyLayer.ServiceControl).Should().BeFalse();
    }

    [Test]
    public async Task Add_SeveralFiles_LaterOnesAddAndOverride()
    {
        var snapshot = Build(
            """{"Accounts": {"111111111111": {"AuthorizationDetails": {"RoleDetailList": [ROLE]}, "ResourcePolicies": {"arn:aws:sqs:eu-west-1:111111111111:q": {"Id": "old", "Statement": []}}}}}""".Replace("ROLE", Role, StringComparison.Ordinal),
            """{"Accounts": {"111111111111": {"ResourcePolicies": {"arn:aws:sqs:eu-west-1:111111111111:q": {"Id": "new", "Statement": []}}}, "222222222222": {}}}""",
            """{"RoleDetailList": [{"Arn": "arn:aws:iam::111111111111:role/app", "RoleName": "app", "RolePolicyList": [{"PolicyName": "newer", "PolicyDocument": {"Statement": []}}]}]}""");
        var set = await Get(snapshot, "111111111111", "arn:aws:sqs:eu-west-1:111111111111:q");

        snapshot.AccountIds.Should().Equal("111111111111", "222222222222");
        set.ResourcePolicy!.Document!.Id.Should().Be("new");
        set.Identity.Select(policy => policy.Name).Should().Equal("newer");
    }

    [Test]
    public async Task AddOrganization_FileOfThePythonTool_ReadsIdAndManagementAccountFromTheRootsArn()
    {
        var set = await Get(
            WithOrganization("""
                {"r-ab12": {"arn": "arn:aws:organizations::333333333333:root/o-example1234/r-ab12", "id": "r-ab12", "name": "Root", "organization_node_type": "ROOT", "parent": null,
                            "policies": [{"Id": "p-1", "Arn": "arn:1", "Name": "Full", "Type": "SERVICE_CONTROL_POLICY", "PolicyDocument": "{\"Statement\": []}"}]},
                 "111111111111": {"arn": "arn:aws:organizations::333333333333:account/o-example1234/111111111111", "id": "111111111111", "name": "Shop", "parent": "r-ab12", "policies": [], "extra": 1},
                 "333333333333": {"id": "333333333333", "parent": "r-ab12", "policies": []}}
                """),
            "111111111111",
            "*");

        set.ServiceControl.Select(node => node.Id).Should().Equal("r-ab12", "111111111111");
        set.ServiceControl[0].Policies.Single().AttachedTo.Should().Be("arn:aws:organizations::333333333333:root/o-example1234/r-ab12");
        set.Facts.Values["aws:PrincipalOrgPaths"].Should().Be(ContextValue.Of("o-example1234/r-ab12/"));
        set.PrincipalInManagementAccount.Should().BeFalse();
        set.ResourceControl.Should().BeEmpty();
        set.Unavailable.Should().BeEmpty();
    }

    [Test]
    public async Task AddOrganization_NoPolicyOnAnyNode_MeansThatTheyAreSwitchedOff()
    {
        var set = await Get(WithOrganization("""{"r-1": {"policies": []}, "111111111111": {"parent": "r-1", "policies": [ ]}}"""), "111111111111", "*");

        set.ServiceControl.Should().BeEmpty();
        set.IsUnavailable(PolicyLayer.ServiceControl).Should().BeFalse();
    }

    [TestCase("""{"111111111111": {"parent": "ou-1", "policies": []}}""", "stands below ou-1")]
    [TestCase("""{"r-1": {"policies": []}, "111111111111": {"policies": []}}""", "111111111111 has no parent")]
    [TestCase("""{"r-1": {"policies": []}, "ou-1": {"parent": null, "policies": []}, "111111111111": {"parent": "ou-1"}}""", "ou-1 has no parent")]
    [TestCase("""{"ou-1": {"parent": "ou-2"}, "ou-2": {"parent": "ou-1"}, "111111111111": {"parent": "ou-1", "policies": [{"Id": "p"}]}}""", "stands below itself")]
    [TestCase("""{"r-1": {"policies": [5]}, "111111111111": {"parent": "r-1"}}""", "$['r-1'].policies[0]: expected a policy of the organization")]
    public async Task AddOrganization_BrokenTree_LeavesTheLayerUnknown(string json, string why)
    {
        var set = await Get(WithOrganization(json), "111111111111", "*");

        set.Unavailable.Should().Contain(item => item.Layer == PolicyLayer.ServiceControl && item.Why.Contains(why, StringComparison.Ordinal));
    }

    [Test]
    public async Task AddOrganization_PolicyWithoutDocument_IsKeptWithItsProblem()
    {
        var set = await Get(WithOrganization("""{"r-1": {}, "111111111111": {"parent": "r-1", "policies": [{"Id": "p-1"}]}}"""), "111111111111", "*");

        set.ServiceControl.Last().Policies.Single().Problem.Should().Contain("scp.json").And.Contain("p-1 has no document");
    }

    [Test]
    public void AddOrganization_NoNodes_IsAClearError()
    {
        var act = () => new SnapshotBuilder().AddOrganization("{}"u8.ToArray(), "scp.json");

        act.Should().Throw<SnapshotFormatException>().Which.Message.Should().Contain("scp.json").And.Contain("get-scps");
    }

    [Test]
    public async Task Build_OrganizationNamedWithoutItsTree_LeavesTheLayersUnknownButForItsManagementAccount()
    {
        var snapshot = Build("""{"Accounts": {"111111111111": {}, "333333333333": {}}, "OrganizationId": "o-example1234", "ManagementAccountId": "333333333333"}""");
        var member = await Get(snapshot, "111111111111", "*");
        var management = await Get(snapshot, "333333333333", "*");

        member.IsUnavailable(PolicyLayer.ServiceControl).Should().BeTrue();
        member.IsUnavailable(PolicyLayer.ResourceControl).Should().BeTrue();
        member.Facts.Values["aws:PrincipalOrgID"].Should().Be(ContextValue.Of("o-example1234"));
        management.IsUnavailable(PolicyLayer.ServiceControl).Should().BeFalse();
        management.PrincipalInManagementAccount.Should().BeTrue();
    }

    [Test]
    public async Task Build_EntityWithWrongTypes_IsEvidenceThatNamesThePlace()
    {
        var snapshot = Build("""{"RoleDetailList": [{"Arn": "arn:aws:iam::111111111111:role/app", "RoleName": "app", "RolePolicyList": [], "AttachedManagedPolicies": "none"}]}""");
        var set = await Get(snapshot, "111111111111", "*");

        set.Unavailable.Should().Contain(item => item.Layer == PolicyLayer.Identity && item.Why.Contains("$.RoleDetailList[0].AttachedManagedPolicies: expected an array", StringComparison.Ordinal));
        set.IsUnavailable(PolicyLayer.PermissionsBoundary).Should().BeTrue();
    }

    [Test]
    public async Task Build_EntityWithDuplicateMember_IsEvidence()
    {
        var snapshot = Build("""{"RoleDetailList": [{"Arn": "arn:aws:iam::111111111111:role/app", "RolePolicyList": [], "RolePolicyList": []}]}""");
        var set = await Get(snapshot, "111111111111", "*");

        set.Unavailable.Should().Contain(item => item.Layer == PolicyLayer.Identity && item.Why.Contains("'RolePolicyList' occurs twice", StringComparison.Ordinal));
    }

    [Test]
    public async Task AddAsync_Stream_ReadsToItsEnd()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(s_wellFormed));
        var builder = await new SnapshotBuilder().AddAsync(stream, "stream", CancellationToken.None);

        builder.Build().AccountIds.Should().HaveCount(4);
    }

    [Test]
    public async Task GetPoliciesAsync_DamagedSnapshots_AreRefusedOrAnsweredButNeverCrash()
    {
        // Deterministic damage: structure, quotes, digits and letters swapped anywhere in the file.
        var random = new Random(20260101);
        var bytes = Encoding.UTF8.GetBytes(s_wellFormed);
        var answered = 0;
        for (var round = 0; round < 2_000; round++)
        {
            var damaged = bytes.ToArray();
            for (var i = 0; i <= round % 3; i++)
            {
                damaged[random.Next(damaged.Length)] = s_damage[random.Next(s_damage.Length)];
            }

            try
            {
                var snapshot = new SnapshotBuilder().Add(damaged, "test.json").Build();
                answered += (await Get(snapshot, "111111111111", "arn:aws:s3:::notes/a")).ServiceControl.Count > 0 ? 1 : 0;
                await Get(snapshot, "111111111111", "arn:aws:sqs:eu-west-1:111111111111:jobs", "arn:aws:iam::111111111111:role/apps/web");
                await Get(snapshot, "111111111111", "arn:aws:ec2:eu-west-1:111111111111:instance/i-0123456789abcdef0", "arn:aws:iam::111111111111:role/ci");
            }
            catch (SnapshotFormatException exception)
            {
                exception.Message.Should().Contain("test.json");
            }
        }

        answered.Should().BePositive();
    }

    [Test]
    public async Task GetPoliciesAsync_BucketListedByAnotherAccountThanTold_TakesThatBucketsPolicy()
    {
        var snapshot = Build("""{"Accounts": {"111111111111": {"ResourcePolicies": {}}, "222222222222": {"ResourcePolicies": {"arn:aws:s3:::b": {"Statement": []}}}}}""");
        var principal = new Principal { Kind = PrincipalKind.Root, Id = "arn:aws:iam::111111111111:root", AccountId = "111111111111" };
        var set = await new SnapshotPolicySource(snapshot).GetPoliciesAsync(
            new() { Principal = principal, Action = "s3:GetObject", Resource = new("arn:aws:s3:::b/key", "111111111111") }, CancellationToken.None);

        set.ResourcePolicy!.AttachedTo.Should().Be("arn:aws:s3:::b");
        set.ResourceAccountId.Should().Be("111111111111");
    }

    private static Snapshot Build(params string[] files)
    {
        var builder = new SnapshotBuilder();
        foreach (var file in files)
        {
            builder.Add(Encoding.UTF8.GetBytes(file), "test.json");
        }

        return builder.Build();
    }

    private static Snapshot WithOrganization(string json) =>
        new SnapshotBuilder()
            .Add(Encoding.UTF8.GetBytes("{\"RoleDetailList\": [" + Role + "]}"), "details.json")
            .AddOrganization(Encoding.UTF8.GetBytes(json), "scp.json")
            .Build();

    private static async Task<PolicySet> Get(Snapshot snapshot, string account, string resource, string? role = null)
    {
        var arn = role ?? $"arn:aws:iam::{account}:role/app";
        var principal = new Principal { Kind = PrincipalKind.Role, Id = arn, EntityId = arn, AccountId = account };
        return await new SnapshotPolicySource(snapshot).GetPoliciesAsync(new() { Principal = principal, Action = "sqs:SendMessage", Resource = new(resource) }, CancellationToken.None);
    }
}
