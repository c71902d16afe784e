using System.Text.Json;
using AccessUndenied.Reports;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Core.Tests.Reports;

public sealed class ResultGroupingTests
{
    [Test]
    public void Group_AThousandDenialsOfOneCause_AreOneFinding()
    {
        var results = Enumerable.Range(0, 1000).Select(i => SampleResults.MissingAllow(resource: $"arn:aws:s3:::bucket/{i % 10}", minutes: i));

        var finding = ResultGrouping.Group(results).Should().ContainSingle().Subject;

        finding.Count.Should().Be(1000);
        finding.FirstTime.Should().Be(SampleResults.Noon);
        finding.LastTime.Should().Be(SampleResults.Noon.AddMinutes(999));
        finding.Resources.Should().HaveCount(10).And.OnlyContain(member => member.Count == 100);
        finding.Principals.Should().ContainSingle().Which.Count.Should().Be(1000);
        finding.RemediatedCount.Should().Be(1000);
        finding.Remediation!.Verified.Should().BeTrue();
    }

    [Test]
    public void Group_SeveralResources_ListsThemAndMakesUpNoPattern()
    {
        var results = new[] { "a/1", "a/2", "a/3", "a/2" }.Select(key => SampleResults.MissingAllow(resource: "arn:aws:s3:::bucket/" + key));

        StatementsOf(ResultGrouping.Group(results)[0]).Should().Equal(
            """{"Effect":"Allow","Action":"s3:GetObject","Resource":["arn:aws:s3:::bucket/a/1","arn:aws:s3:::bucket/a/2","arn:aws:s3:::bucket/a/3"]}""");
    }

    [Test]
    public void Group_SamePrincipalSeveralResources_JoinsByResourceThenPrincipal()
    {
        AnalysisResult[] results =
        [
            SampleResults.MissingResourceAllow("a", "s3:GetObject", "arn:aws:s3:::bucket/1"),
            SampleResults.MissingResourceAllow("b", "s3:GetObject", "arn:aws:s3:::bucket/2"),
            SampleResults.MissingResourceAllow("c", "s3:GetObject", "arn:aws:s3:::bucket/1"),
        ];

        // a and c asked for 1 and b for 2: one list of principals beside one list of resources would let b read 1.
        StatementsOf(ResultGrouping.Group(results).Should().ContainSingle().Subject).Should().Equal(
            """{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111111111111:role/a","arn:aws:iam::111111111111:role/c"]},"Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/1"}""",
            """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/b"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/2"}""");
    }

    [TestCase(PolicyLayer.Resource, PrincipalKind.RoleSession, 2)]
    [TestCase(PolicyLayer.RoleTrust, PrincipalKind.RoleSession, 2)]
    [TestCase(PolicyLayer.ResourceControl, PrincipalKind.RoleSession, 2)]
    [TestCase(PolicyLayer.VpcEndpoint, PrincipalKind.User, 2)]
    [TestCase(PolicyLayer.RoleTrust, PrincipalKind.WebIdentity, 2)]
    [TestCase(PolicyLayer.RoleTrust, PrincipalKind.Saml, 2)]
    [TestCase(PolicyLayer.Identity, PrincipalKind.RoleSession, 1)]
    [TestCase(PolicyLayer.ServiceControl, PrincipalKind.RoleSession, 1)]
    public void Group_CallersOfDifferentHomes_AreJoinedOnlyWhereNoOwnersPolicyIsChangedForThem(PolicyLayer layer, PrincipalKind kind, int findings)
    {
        // A stranger has only to call to be let in beside others.
        ResultGrouping.Group([Of("111111111111", "ours"), Of("222222222222", "theirs"), Of("111111111111", "ours")]).Should().HaveCount(findings);

        AnalysisResult Of(string account, string subject)
        {
            var result = SampleResults.MissingResourceAllow("a", "s3:GetObject", "arn:aws:s3:::bucket/1");
            var principal = result.Request!.Principal with { Kind = kind, AccountId = kind is PrincipalKind.WebIdentity or PrincipalKind.Saml ? null : account, Name = subject };
            return result with
            {
                Request = result.Request with { Principal = principal },
                Causes = [new() { Layer = layer, Decision = Decision.ImplicitDeny, Sentence = "The policy does not allow it.", AttachedTo = "arn:aws:s3:::bucket" }],
            };
        }
    }

    [Test]
    public void Group_OneDenySeveralExemptions_JoinsTheExemptions()
    {
        AnalysisResult[] results = [SampleResults.RegionLock("eu-west-3"), SampleResults.RegionLock("ap-south-1", "other"), SampleResults.RegionLock("eu-west-3", "third")];

        var finding = ResultGrouping.Group(results).Should().ContainSingle().Subject;

        finding.Remediation!.Changes.Should().ContainSingle().Which.Json.Should().Be(
            """{"Sid":"Lock","Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1","us-east-1","eu-west-3","ap-south-1"]}}}""");
        finding.Principals.Should().HaveCount(3);
        finding.RemediatedCount.Should().Be(3);
    }

    [TestCase("""{"Sid":"Lock","Effect":"Deny","Action":"ec2:*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1","us-east-1"]}}}""", TestName = "Group_DenyChangedOtherwise_IsNotJoined(action)")]
    [TestCase("""{"Sid":"Lock","Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1"]}}}""", TestName = "Group_DenyChangedOtherwise_IsNotJoined(value lost)")]
    [TestCase("""{"Sid":"Lock","Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1","us-east-1"]},"StringEquals":{"aws:PrincipalTag/a":"b"}}}""", TestName = "Group_DenyChangedOtherwise_IsNotJoined(positive condition)")]
    [TestCase("not json", TestName = "Group_DenyChangedOtherwise_IsNotJoined(no json)")]
    public void Group_DenyChangedOtherwise_IsNotJoined(string exemption)
    {
        var finding = ResultGrouping.Group([SampleResults.RegionLock("eu-west-3"), SampleResults.RegionLock("ap-south-1", exemption: exemption)]).Should().ContainSingle().Subject;

        finding.RemediatedCount.Should().Be(1, because: "an honest part is better than a guess at the whole");
        finding.Remediation!.Changes[0].Json.Should().Be(SampleResults.RegionLock("eu-west-3").Remediations[0].Changes[0].Json);
    }

    [Test]
    public void Group_CallerWayForSomeOfTheEvents_ComesBeforeTheGuardrailOfAll()
    {
        var lock1 = SampleResults.RegionLock("eu-west-3");
        var way = new Remediation(lock1.Remediations[0]) { Kind = RemediationKind.CallerChange, Changes = [], Sentence = "Use eu-west-1." };
        var guardrail = new Remediation(lock1.Remediations[0]) { Kind = RemediationKind.GuardrailChange };

        var finding = ResultGrouping.Group([lock1 with { Remediations = [way, guardrail] }, lock1 with { Remediations = [guardrail] }]).Should().ContainSingle().Subject;

        finding.Remediation!.Kind.Should().Be(RemediationKind.CallerChange);
        finding.RemediatedCount.Should().Be(1);
        finding.Alternatives.Select(other => other.Kind).Should().Equal(RemediationKind.GuardrailChange);
    }

    [TestCase(PolicyLayer.Identity, "do s3:GetObject on arn:aws:s3:::bucket/1, arn:aws:s3:::bucket/2.")]
    [TestCase(PolicyLayer.Session, "Lets sessions made with this policy do s3:GetObject on")]
    [TestCase(PolicyLayer.PermissionsBoundary, "Lets everybody whom this boundary bounds do s3:GetObject on")]
    [TestCase(PolicyLayer.ServiceControl, "Lets everybody in the accounts below")]
    [TestCase(PolicyLayer.VpcEndpoint, "through this endpoint, as far as other policies allow it.")]
    [TestCase(PolicyLayer.Resource, "Lets EVERYBODY, signed in or not, do")]
    public void Group_SeveralResources_SaysWhatTheChangeOpens(PolicyLayer layer, string expected)
    {
        static AnalysisResult In(PolicyLayer layer, AnalysisResult result) =>
            result with { Remediations = [new Remediation(result.Remediations[0]) { Changes = [result.Remediations[0].Changes[0] with { Layer = layer }] }] };
        var results = new[] { "1", "2" }.Select(key => In(layer, SampleResults.MissingAllow(resource: "arn:aws:s3:::bucket/" + key)));
        if (layer == PolicyLayer.Resource)
        {
            results = results.Select(result => result with { Remediations = [WithPrincipal(result.Remediations[0])] });
        }

        ResultGrouping.Group(results)[0].Remediation!.Opens.Should().ContainSingle().Which.Should().Contain(expected);
    }

    private static Remediation WithPrincipal(Remediation remediation) => new Remediation(remediation)
    {
        Changes = [remediation.Changes[0] with { Json = remediation.Changes[0].Json.Replace("\"Effect\":\"Allow\",", "\"Effect\":\"Allow\",\"Principal\":\"*\",", StringComparison.Ordinal) }],
    };

    [Test]
    public void Group_OneOfThemUnverified_IsNotVerified()
    {
        var unverified = SampleResults.MissingAllow(resource: "arn:aws:s3:::bucket/2");
        unverified = unverified with { Remediations = [new Remediation(unverified.Remediations[0]) { Verified = false }] };

        ResultGrouping.Group([SampleResults.MissingAllow(), unverified])[0].Remediation!.Verified.Should().BeFalse();
    }

    [Test]
    public void Group_OtherActionOrRoleOrCause_IsAnotherFinding()
    {
        AnalysisResult[] results =
        [
            SampleResults.MissingAllow(), SampleResults.MissingAllow(role: "other"), SampleResults.MissingAllow(action: "s3:PutObject"), SampleResults.RegionLock(),
            SampleResults.MissingAllow() with { Causes = [.. SampleResults.RegionLock().Causes, .. SampleResults.MissingAllow().Causes] },
        ];

        ResultGrouping.Group(results).Should().HaveCount(5);
    }

    [Test]
    public void Group_EveryEvent_IsCountedOnceMostFirst()
    {
        var findings = ResultGrouping.Group(SampleResults.Many(2000));

        findings.Sum(finding => finding.Count).Should().Be(2000);
        findings.Select(finding => finding.Count).Should().BeInDescendingOrder();
    }

    [Test]
    public void Group_RemediationOfAFinding_NamesOnlyWhatItsEventsNamed()
    {
        foreach (var finding in ResultGrouping.Group(SampleResults.Many(500).Where(result => result.ExplicitDenyPolicies.Count == 0)))
        {
            using var policy = JsonDocument.Parse(finding.Remediation!.Changes[0].Json);
            var statements = policy.RootElement.GetProperty("Statement").EnumerateArray().ToList();
            statements.SelectMany(statement => Texts(statement.GetProperty("Resource"))).Distinct().Should().BeEquivalentTo(finding.Resources.Select(member => member.Name));
            statements.SelectMany(statement => Texts(statement.GetProperty("Action"))).Distinct().Should().BeEquivalentTo(finding.Actions.Select(member => member.Name));
        }
    }

    [Test]
    public void Group_TwoThousandSessionsOfOneRole_AreOnePrincipal()
    {
        var results = Enumerable.Range(0, 2000).Select(i => SampleResults.InSession(SampleResults.MissingAllow(minutes: i), $"pod-{i}"));

        ResultGrouping.Group(results).Should().ContainSingle().Which.Principals.Should().Equal(new FindingMember("arn:aws:iam::111111111111:role/app", 2000));
    }

    [Test]
    public void Group_EventsOutOfOrder_TakesTheFirstByTimeAsTheExample()
    {
        var finding = ResultGrouping.Group([SampleResults.MissingAllow(minutes: 7), SampleResults.MissingAllow() with { EventTime = null }, SampleResults.MissingAllow(minutes: 3), SampleResults.MissingAllow(minutes: 5)]).Single();

        finding.Example.EventId.Should().Be("event-3");
        finding.Example.EventTime.Should().Be(finding.FirstTime);
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().Select(item => item.GetString()!) : [element.GetString()!];

    private static IEnumerable<string> StatementsOf(Finding finding)
    {
        using var policy = JsonDocument.Parse(finding.Remediation!.Changes.Should().ContainSingle().Subject.Json);
        return [.. policy.RootElement.GetProperty("Statement").EnumerateArray().Select(statement => statement.GetRawText())];
    }
}
