using System.Text.Json.Nodes;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Reports;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Policies.Live;

/// <summary>AWS's own record of a refusal: had live and from a snapshot, and what it changes.</summary>
internal sealed class AuthorizationDetailsTests
{
    private const string Account = "123456789012";
    private const string Role = "arn:aws:iam::123456789012:role/reader";
    private const string Id = "4mz8q0c7x2v9n1b6k3j5h8g2d";

    private FakeAws _fake = null!;

    private static string Time => DateTimeOffset.UtcNow.AddHours(-1).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    [SetUp]
    public async Task StartAsync()
    {
        _fake = await FakeAws.StartAsync(Rights.EveryFeature.World());
        _fake.Data.Authorizations[Id] = Recorded();
    }

    [TearDown]
    public async Task StopAsync() => await _fake.DisposeAsync();

    [Test]
    public async Task Analyze_RecordOfAws_OutranksWhatIsDerived()
    {
        var result = await AnalyzeAsync();

        result.Authorization.Should().BeEquivalentTo(new { Id, Region = "us-east-1", Source = "aws", Why = (string?)null });
        result.Assessment.Should().Be(Assessment.ExplicitDenyInServiceControlPolicy);
        result.Request!.Action.Should().Be("iam:PassRole");
        result.Request.Resource.Value.Should().Be("arn:aws:iam::123456789012:role/web");
        result.Causes[0].PolicyId.Should().Be("arn:aws:organizations::111111111111:policy/o-exampleorg1/service_control_policy/p-examp1e1");
        result.Causes[0].Statement!.Sid.Should().Be("NoPassRole");
        result.Causes[0].FoundIn.Should().Be("authorization details");
        result.Causes[0].AttachedTo.Should().Be("arn:aws:organizations::111111111111:ou/o-exampleorg1/ou-1");
        result.AlsoRefused.Should().BeEmpty(because: "AWS allowed the other pair");
        result.Authorization!.Evaluations.Select(evaluation => (evaluation.Action, evaluation.Outcome, evaluation.Agrees)).Should().Equal(
            ("iam:AddRoleToInstanceProfile", RecordedEffect.Allowed, true), ("iam:PassRole", RecordedEffect.ExplicitDeny, true));
    }

    [Test]
    public async Task Analyze_RecordOfAws_MakesValuesKnown()
    {
        var request = (await AnalyzeAsync()).Request!;

        request.Context["aws:SourceIp"].Should().Be(ContextValue.Of("192.0.2.7"));
        request.Context["aws:PrincipalOrgPaths"].Should().Be(ContextValue.Of("o-exampleorg1/r-1/ou-1/"));
        request.Context["aws:EpochTime"].Should().Be(ContextValue.Of("1795774500"));
        request.Context["aws:CurrentTime"].Should().Be(ContextValue.Of("2026-11-27T10:15:00Z"));
        request.Context["aws:MultiFactorAuthPresent"].Should().Be(ContextValue.Of("false"));
        request.Context["iam:PassedToService"].Should().Be(ContextValue.Of("ec2.amazonaws.com"));
        request.Provenance.ContextFrom["aws:PrincipalTag/team"].Should().Be("authorization details");
    }

    [Test]
    public async Task Analyze_PolicyThatSaysTheSameNow_StaysTheOneThatCanBeChanged()
    {
        _fake.Data.Authorizations[Id] = Recorded(deny: "arn:aws:iam::123456789012:policy/shared", type: "IDENTITY_BASED_POLICY");
        Shared("""
            { "Version": "2012-10-17", "Statement": [ { "Sid": "Other", "Effect": "Allow", "Action": "s3:*", "Resource": "*" },
              { "Sid": "NoPassRole", "Effect": "Deny", "Action": [ "iam:PassRole", "ec2:*" ], "Resource": "*" } ] }
            """);

        var result = await AnalyzeAsync();

        result.Causes[0].Statement!.Sid.Should().Be("NoPassRole");
        result.Causes[0].FoundIn.Should().BeNull();
        result.Causes[0].Policy!.Name.Should().Be("shared");
    }

    [Test]
    public async Task Analyze_PolicyThatWasChangedSince_IsEvaluatedAsItWasAndNeverWritten()
    {
        _fake.Data.Authorizations[Id] = Recorded(deny: "arn:aws:iam::123456789012:policy/shared", type: "IDENTITY_BASED_POLICY");
        Shared("""{ "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": "iam:*", "Resource": "*" } ] }""");

        var result = await AnalyzeAsync();

        result.Assessment.Should().Be(Assessment.ExplicitDenyInIdentityPolicy);
        result.Causes[0].FoundIn.Should().Be("authorization details");
        result.Evidence.Notes.Select(note => note.Text).Should().Contain("Changed since the refusal, and evaluated here as it was then: shared.")
            .And.Contain("The policies of now refuse iam:PassRole on arn:aws:iam::123456789012:role/web as well.", because: "no service control policy of now allows anything");
        result.Remediations.SelectMany(remediation => remediation.Changes).Should().NotContain(change => change.Policy != null && change.Policy.Name == "shared");
    }

    [Test]
    public async Task Analyze_TextsMayNotBeRead_TakesTheCulpritFromTheRecordAndNamesThePermission()
    {
        _fake.Faults.Deny("iam:GetRequestAuthorizationPolicy");

        var result = await AnalyzeAsync();

        result.Assessment.Should().Be(Assessment.ExplicitDenyInServiceControlPolicy);
        result.Causes[0].Sentence.Should().Contain("statement NoPassRole, denied iam:PassRole");
        result.Causes[0].FoundIn.Should().Be("authorization details");
        result.Authorization!.Why.Should().Contain("may not call iam:GetRequestAuthorizationPolicy in account 123456789012");
        _fake.Calls.Count(call => call.Operation == "iam:GetRequestAuthorizationPolicy").Should().Be(1);
    }

    [Test]
    public async Task Analyze_RecordMayNotBeRead_NamesThePermissionAndGoesOnWithTheRecord()
    {
        _fake.Faults.Deny("iam:GetRequestAuthorizationDetails");

        var result = await AnalyzeAsync();

        result.Request!.Action.Should().Be("iam:AddRoleToInstanceProfile");
        result.Authorization.Should().BeEquivalentTo(new
        {
            Id, Region = "us-east-1", Source = (string?)null,
            Why = "arn:aws:iam::123456789012:role/AccessUndeniedRole may not call iam:GetRequestAuthorizationDetails in account 123456789012; allow it there to have this evidence",
        });
    }

    [Test]
    public async Task Analyze_RecordNotWrittenYet_IsAskedForAgainWhileItIsYoung()
    {
        _fake.Data.NotRecordedYet = 2;

        var result = await AnalyzeAsync(("eventTime", DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture)));

        result.Authorization!.Source.Should().Be("aws");
        _fake.Calls.Count(call => call.Operation == "iam:GetRequestAuthorizationDetails").Should().BeGreaterThan(2);
    }

    [Test]
    public async Task Analyze_RecordNeverWritten_IsAskedForAFewTimes()
    {
        _fake.Data.NotRecordedYet = int.MaxValue;

        var result = await AnalyzeAsync(("eventTime", DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture)));

        result.Authorization!.Why.Should().StartWith("AWS has no record of the refusal under its authorization id in us-east-1: it is not written yet");
        _fake.Calls.Count(call => call.Operation == "iam:GetRequestAuthorizationDetails").Should().Be(4);
    }

    [Test]
    public async Task Analyze_OldRefusal_IsNotAskedForAndItsAgeIsSaid()
    {
        var result = await AnalyzeAsync(("eventTime", "2026-05-05T05:44:12Z"));

        result.Authorization!.Why.Should().StartWith("AWS keeps the record of a refusal for a day or little more, and this one was ");
        _fake.Calls.Should().NotContain(call => call.Operation.Contains("RequestAuthorization"));
    }

    [Test]
    public async Task Analyze_UnknownRegion_AsksNobody()
    {
        var result = await AnalyzeAsync(("errorMessage", Message("xx-evil-1")));

        result.Authorization!.Why.Should().Be("'xx-evil-1' is no Region of AWS that is known here, so that nothing is asked there");
        _fake.Calls.Should().NotContain(call => call.Operation.Contains("RequestAuthorization"));
    }

    [Test]
    public async Task Analyze_OtherPartition_AsksNobody()
    {
        var result = await AnalyzeAsync(("errorMessage", Message("cn-north-1", "console.amazonaws.cn")));

        result.Authorization!.Why.Should().StartWith("cn-north-1 is in another partition of AWS than ");
        _fake.Calls.Should().NotContain(call => call.Operation.Contains("RequestAuthorization"));
    }

    [Test]
    public async Task Analyze_IdOfAnotherRefusal_IsNotUsed()
    {
        _fake.Data.Authorizations[Id]["Details"]!["requestContext"]!["aws:PrincipalARN"] = "arn:aws:iam::123456789012:role/somebody";

        var result = await AnalyzeAsync();

        result.Authorization!.Source.Should().BeNull();
        result.Authorization.Why.Should().Contain("another request, whose caller is arn:aws:iam::123456789012:role/somebody");
        result.Authorization.Evaluations.Should().BeEmpty();
        result.Request!.Action.Should().Be("iam:AddRoleToInstanceProfile");
    }

    [Test]
    public async Task Analyze_IdOfARefusalOfAnotherResource_IsNotUsed()
    {
        // AID-04: the same caller was refused the same action before.
        _fake.Data.Authorizations[Id]["Details"]!["evaluations"]![0]!["resource"] = "arn:aws:iam::123456789012:instance-profile/payroll";

        var result = await AnalyzeAsync();

        result.Authorization!.Source.Should().BeNull();
        result.Authorization.Why.Should().Contain("another request, whose resource is arn:aws:iam::123456789012:instance-profile/payroll and not arn:aws:iam::123456789012:instance-profile/web");
        result.Authorization.Evaluations.Should().BeEmpty();
        result.Request!.Resource.Value.Should().Be("arn:aws:iam::123456789012:instance-profile/web");
    }

    [Test]
    public async Task Analyze_IdThatIsNone_IsNotAskedForAgain()
    {
        _fake.Faults.Answer("iam:GetRequestAuthorizationDetails", new FakeReply.FaultReply(400, "ValidationException", "The authorization ID is not valid."));

        var result = await AnalyzeAsync();

        result.Authorization!.Why.Should().Be("AWS takes the authorization id for none: The authorization ID is not valid");
        _fake.Calls.Count(call => call.Operation == "iam:GetRequestAuthorizationDetails").Should().Be(1);
    }

    [TestCase("""{ "requestContext": {}, "evaluations": [], "policies": [] }""")]
    [TestCase("""{ "requestContext": [], "evaluations": [ 1, "x", {}, { "action": 5 }, { "action": "noColon" } ], "policies": { } }""")]
    [TestCase("""{ "evaluations": "none" }""")]
    public async Task Analyze_AnswerThatIsNone_IsSaidToBeUnreadable(string answer)
    {
        _fake.Faults.Answer("iam:GetRequestAuthorizationDetails", new FakeReply.PlainReply(answer));

        var result = await AnalyzeAsync();

        result.Assessment.Should().NotBe(Assessment.Error);
        result.Authorization!.Source.Should().BeNull();
        result.Authorization.Why.Should().NotBeNullOrEmpty();
    }

    [Test]
    public async Task Analyze_WordsThatNobodyKnows_ArePassedOver()
    {
        var details = _fake.Data.Authorizations[Id]["Details"]!;
        details["policies"]!.AsArray().Add(new JsonObject { ["type"] = "MOON_POLICY", ["uri"] = "moon:1" });
        details["evaluations"]![0]!["evaluatedEffect"] = "PERHAPS";
        details["evaluations"]![1]!["matchedPolicies"]![0]!["matchedStatements"]![0]!["sid"] = "inventedByAws";

        var result = await AnalyzeAsync();

        result.Assessment.Should().Be(Assessment.ExplicitDenyInServiceControlPolicy);
        result.Authorization!.Evaluations[0].Outcome.Should().BeNull();
    }

    [Test]
    public async Task Analyze_PageThatComesAgainAndAgain_Ends()
    {
        _fake.Faults.Answer("iam:GetRequestAuthorizationDetails", new FakeReply.PlainReply("""{ "requestContext": {}, "evaluations": [], "policies": [], "nextToken": "same" }"""));

        var result = await AnalyzeAsync();

        result.Authorization!.Why.Should().Contain("gave the same page again and again");
    }

    [Test]
    public async Task Analyze_TheOtherOrganizationsSideIsMissing_LeavesItToWhatIsAtHand()
    {
        var policies = _fake.Data.Authorizations[Id]["Details"]!["policies"]!.AsArray();
        policies.RemoveAt(0);

        var result = await AnalyzeAsync();

        result.Assessment.Should().Be(Assessment.ExplicitDenyInServiceControlPolicy);
    }

    [Test]
    public async Task Analyze_LoneRecordInSeveralPages_IsPutTogether()
    {
        _fake.PageSize = 1;

        var result = await AnalyzeAsync();

        result.Authorization!.Evaluations.Should().HaveCount(2);
    }

    [Test]
    public async Task Collect_EventsFile_KeepsTheRecordForOfflineAnalysis()
    {
        var live = await AnalyzeAsync();
        using var folder = new TemporaryFolder();
        var path = folder.File("snapshot.json");
        var summary = await CollectAsync(path, Record());

        await using var offline = SampleOrganization.Offline(path);
        var result = (await SampleOrganization.AnalyzeAsync(offline, [Record()])).Single();

        summary.Unavailable.Should().NotContain(line => line.Contains("refusal"));
        result.Authorization!.Source.Should().Be("file");
        JsonReport.ToJson(result with { Authorization = null, EventTime = null }).Should().Contain("NoPassRole");
        result.Assessment.Should().Be(live.Assessment);
        result.Authorization.Evaluations.Should().BeEquivalentTo(live.Authorization!.Evaluations);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Test]
    public async Task Collect_RecordThatCannotBeHad_SaysWhyOffline()
    {
        _fake.Faults.Deny("iam:GetRequestAuthorizationDetails");
        using var folder = new TemporaryFolder();
        var summary = await CollectAsync(folder.File("snapshot.json"), Record());

        await using var offline = SampleOrganization.Offline(folder.File("snapshot.json"));
        var result = (await SampleOrganization.AnalyzeAsync(offline, [Record()])).Single();

        summary.Unavailable.Should().ContainMatch("record of a refusal: *may not call iam:GetRequestAuthorizationDetails*");
        result.Authorization!.Source.Should().BeNull();
        result.Authorization.Why.Should().Contain("may not call iam:GetRequestAuthorizationDetails");
    }

    [Test]
    public async Task Analyze_SnapshotWithoutTheRecord_SaysHowToHaveOne()
    {
        await using var offline = SampleOrganization.Offline(SampleOrganization.SnapshotPath);

        var result = (await SampleOrganization.AnalyzeAsync(offline, [Record()])).Single();

        result.Authorization!.Why.Should().StartWith("the snapshot has no record of the refusal; collect one with");
    }

    [Test]
    public async Task Analyze_ManySpoiltAnswers_NeverClaimsWhatTheyDoNotSay()
    {
        // The others the SDK tries again itself, half a second later.
        foreach (var fault in (WireFault[])[WireFault.EmptyObject, WireFault.Truncated, WireFault.WrongType, WireFault.RepeatedToken, WireFault.DuplicatePage, WireFault.Denied, WireFault.Expired])
        {
            _fake.Faults.Layer = new(fault, 1, 2, isOnce: false) { Spared = "sts:GetCallerIdentity" };

            var result = await AnalyzeAsync();

            (result.Authorization!.Source is "aws" || result.Authorization.Why is not null).Should().BeTrue();
            if (result.Authorization.Source is not null)
            {
                result.Authorization.Evaluations.Should().NotBeEmpty();
            }
        }
    }

    private async Task<CollectionSummary> CollectAsync(string path, string record)
    {
        using var connection = SampleOrganization.Connect(_fake);
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(record));
        var resolver = new CloudTrailRequestResolver(Aws.Catalog.ActionCatalog.Default);
        var denials = AccessUndenied.Aws.Events.CloudTrailReader.ReadAsync(stream).Select(denied => new SnapshotDenial(resolver.Resolve(denied).Requests, CloudTrailRequestResolver.QueryOf(denied)));
        return await new SnapshotCollector(connection).CollectAsync(new() { OutputPath = path, Accounts = [Account], Denials = denials }, null, CancellationToken.None);
    }

    private async Task<AnalysisResult> AnalyzeAsync(params (string Name, JsonNode? Value)[] extra)
    {
        await using var live = SampleOrganization.Live(_fake);
        return (await SampleOrganization.AnalyzeAsync(live, [Record(extra)])).Single();
    }

    private void Shared(string document) => _fake.Data.Account(Account)!["AuthorizationDetails"]!["Policies"]![0]!["PolicyVersionList"]![0]!["Document"] = JsonNode.Parse(document);

    private static string Record(params (string Name, JsonNode? Value)[] extra) => DenialRecords.Of(
        Role, "iam:AddRoleToInstanceProfile", "arn:aws:iam::123456789012:instance-profile/web", [("errorMessage", Message("us-east-1")), ("eventTime", Time), .. extra]);

    private static string Message(string region, string host = "console.aws.amazon.com") =>
        "User: arn:aws:sts::123456789012:assumed-role/reader/session is not authorized to perform: iam:AddRoleToInstanceProfile on resource: arn:aws:iam::123456789012:instance-profile/web "
        + $"with an explicit deny in a service control policy. Go to https://{region}.{host}/iam/home?region={region}#/authorization-details/{Id} for complete details, "
        + $"or call the GetRequestAuthorizationDetails API with the following authorization id: {Id}";

    internal static JsonObject Recorded(string deny = "arn:aws:organizations::111111111111:policy/o-exampleorg1/service_control_policy/p-examp1e1", string type = "SERVICE_CONTROL_POLICY") => JsonNode.Parse($$"""
        { "Details": {
            "requestContext": {
              "aws:PrincipalARN": "{{Role}}", "aws:UserId": "AROAEXAMPLEREADER0000:session", "aws:PrincipalAccount": "123456789012", "aws:PrincipalOrgID": "o-exampleorg1",
              "aws:PrincipalOrgPaths": "[o-exampleorg1/r-1/ou-1/]", "aws:PrincipalTag/team": "web", "aws:SourceIp": "192.0.2.7/32", "aws:SecureTransport": "true",
              "aws:MultiFactorAuthPresent": "false", "aws:CurrentTime": "2026-11-27T10:15:00Z", "aws:EpochTime": "2026-11-27T10:15:00Z", "aws:Odd": { "nested": true }, "aws:Nothing": null },
            "evaluations": [
              { "action": "iam:AddRoleToInstanceProfile", "resource": "arn:aws:iam::123456789012:instance-profile/web", "context": {}, "evaluatedEffect": "ALLOW",
                "matchedPolicies": [ { "uri": "inline:0f3c9a7be1d24586", "matchedStatements": [ { "sid": "Profiles", "evaluatedEffect": "ALLOW" } ] } ] },
              { "action": "iam:PassRole", "resource": "arn:aws:iam::123456789012:role/web", "context": { "iam:PassedToService": "ec2.amazonaws.com" }, "evaluatedEffect": "EXPLICIT_DENY",
                "matchedPolicies": [
                  { "uri": "{{deny}}", "matchedStatements": [ { "sid": "NoPassRole", "evaluatedEffect": "DENY" } ] },
                  { "uri": "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess", "matchedStatements": [ { "sid": "1", "evaluatedEffect": "ALLOW" } ] } ] } ],
            "policies": [
              { "type": "IDENTITY_BASED_POLICY", "inline": true, "uri": "inline:0f3c9a7be1d24586", "attachedTo": [ { "arn": "{{Role}}" } ] },
              { "type": "{{type}}", "inline": false, "uri": "{{deny}}", "attachedTo": [ { "arn": "{{(type[0] == 'S' ? "arn:aws:organizations::111111111111:ou/o-exampleorg1/ou-1" : Role)}}" } ] },
              { "type": "SERVICE_CONTROL_POLICY", "inline": false, "uri": "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess", "attachedTo": [
                { "arn": "arn:aws:organizations::111111111111:root/o-exampleorg1/r-1" }, { "arn": "arn:aws:organizations::111111111111:ou/o-exampleorg1/ou-1" },
                { "arn": "arn:aws:organizations::111111111111:account/o-exampleorg1/123456789012" } ] } ] },
          "Policies": {
            "inline:0f3c9a7be1d24586": { "Version": "2012-10-17", "Statement": [ { "Sid": "Profiles", "Effect": "Allow", "Action": [ "iam:AddRoleToInstanceProfile", "iam:PassRole" ], "Resource": "*" } ] },
            "{{deny}}": { "Version": "2012-10-17", "Statement": [ { "Sid": "NoPassRole", "Effect": "Deny", "Action": "iam:PassRole", "Resource": "*" } ] },
            "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess": { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": "*", "Resource": "*" } ] } } }
        """)!.AsObject();
}
