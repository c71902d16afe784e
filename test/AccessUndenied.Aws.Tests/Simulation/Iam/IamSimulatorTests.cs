using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Simulation.Iam;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Simulation.Iam;

public sealed class IamSimulatorTests
{
    private const string Role = "arn:aws:iam::123456789012:role/app";
    private const string Allow = """{"Version":"2012-10-17","Statement":[{"Sid":"Other","Effect":"Allow","Action":"sqs:*","Resource":"*"},{"Sid":"Objects","Effect":"Allow","Action":"s3:*","Resource":"*"}]}""";
    private const string Deny = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\"Sid\":\"A\",\"Effect\":\"Deny\",\"Action\":\"ec2:*\",\"Resource\":\"*\"},\n    {\n      \"Sid\": \"B\",\n      \"Effect\": \"Deny\",\n      \"Action\": \"s3:*\",\n      \"Resource\": \"*\"\n    }\n  ]\n}";

    private FakeAws _fake = null!;

    [SetUp]
    public async Task StartAsync() => _fake = await SampleOrganization.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _fake.DisposeAsync();

    [Test]
    public async Task Simulate_Allowed_MapsTheStatementBack()
    {
        var result = await SimulateAsync(Request(), new() { Identity = [Policy("p", Allow)] });

        result.Decision.Should().Be(Decision.Allowed);
        var statement = result.Find(PolicyLayer.Identity)!.DecidingStatements.Should().ContainSingle().Subject;
        statement.Statement.Sid.Should().Be("Objects");
        statement.Policy.Name.Should().Be("p");
    }

    [Test]
    public async Task Simulate_DenyOverSeveralLines_MapsTheStatementBack()
    {
        var result = await SimulateAsync(Request(), new() { Identity = [Policy("p", Allow), Policy("d", Deny)] });

        result.Assessment.Should().Be(Assessment.ExplicitDenyInIdentityPolicy);
        result.Find(PolicyLayer.Identity)!.DecidingStatements.Should().ContainSingle().Which.Statement.Sid.Should().Be("B");
    }

    [Test]
    public async Task Simulate_NoIdentityPolicy_IsStillAsked()
    {
        var result = await SimulateAsync(Request(), new());

        result.Assessment.Should().Be(Assessment.MissingAllowInIdentityPolicy);
    }

    [Test]
    public async Task Simulate_BoundaryWithoutAllow_NamesTheBoundary()
    {
        var result = await SimulateAsync(Request(), new() { Identity = [Policy("p", Allow)], PermissionsBoundaries = [Policy("b", Deny.Replace("Deny", "Allow").Replace("s3:*", "sns:*"))] });

        result.Assessment.Should().Be(Assessment.MissingAllowInPermissionsBoundary);
    }

    [Test]
    public async Task Simulate_LevelWithoutAllow_NamesTheOrganization()
    {
        var levels = new[] { new PolicyNode("r-1", null, [Policy("all", Allow)]), new PolicyNode("123456789012", null, [Policy("none", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sns:*","Resource":"*"}]}""")]) };

        var result = await SimulateAsync(Request(), new() { Identity = [Policy("p", Allow)], ServiceControl = levels });

        result.Assessment.Should().Be(Assessment.MissingAllowInServiceControlPolicy);
    }

    [Test]
    public void Simulate_Conditions_SendsEveryKeyTheyAskForWithItsType()
    {
        var policy = Policy("p", """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::bucket/${aws:PrincipalTag/team}/*",
            "Condition":{"IpAddress":{"aws:SourceIp":"192.0.2.0/24"},"Bool":{"aws:SecureTransport":"true"},"ForAllValues:StringEquals":{"aws:TagKeys":["a","b"]},"StringEquals":{"aws:PrincipalOrgID":"o-1"}}}]}
            """);
        var context = RequestContext.Of(new Dictionary<string, ContextValue>
        {
            ["aws:SourceIp"] = ContextValue.Of("192.0.2.1"),
            ["aws:SecureTransport"] = ContextValue.Of(true),
            ["aws:TagKeys"] = ContextValue.Of("a", "b"),
            ["aws:PrincipalTag/team"] = ContextValue.Of("orders"),
            ["aws:PrincipalOrgID"] = ContextValue.Of("o-1"),
        });
        AwsPrincipal.TryParse(Role, out var principal);
        var request = Request() with { Context = context, Principal = principal! };

        var sent = IamSimulationRequest.Of(request, new() { Identity = [policy] }, Aws.Catalog.ActionCatalog.Default);

        sent.Parameters.Where(pair => pair.Name.EndsWith("ContextKeyName", StringComparison.Ordinal)).Select(pair => pair.Value)
            .Should().BeEquivalentTo("aws:SourceIp", "aws:SecureTransport", "aws:TagKeys", "aws:PrincipalTag/team");
        sent.Parameters.Where(pair => pair.Name.EndsWith("ContextKeyType", StringComparison.Ordinal)).Select(pair => pair.Value)
            .Should().BeEquivalentTo("ip", "boolean", "stringList", "string");
    }

    [Test]
    public async Task Simulate_CallerThatItCannotTake_IsAnErrorThatSaysSo()
    {
        AwsPrincipal.TryParse("lambda.amazonaws.com", out var service);

        var result = await SimulateAsync(Request() with { Principal = service! }, new());

        result.Error.Should().Be("AWS's simulator takes users and roles for callers, and lambda.amazonaws.com is neither; use the local simulator for this request");
    }

    [Test]
    public async Task Simulate_Denied_NamesThePermission()
    {
        _fake.Faults.Deny("iam:SimulateCustomPolicy");

        var result = await SimulateAsync(Request(), new() { Identity = [Policy("p", Allow)] });

        result.Error.Should().Contain("may not call iam:SimulateCustomPolicy in account 111111111111");
    }

    [Test]
    public async Task Compare_SampleEvents_FindsNoDifference()
    {
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseSnapshot(SampleOrganization.SnapshotPath).CrossCheckSimulators();
        services.AddSingleton(_ => SampleOrganization.Connect(_fake));
        await using var both = services.BuildServiceProvider();

        var results = await SampleOrganization.AnalyzeAsync(both);

        results.SelectMany(result => result.Evidence.Notes).Should().NotContain(note => note.Id == "simulator-differs");
        _fake.Calls.Count(call => call.Operation == "iam:SimulateCustomPolicy").Should().BeGreaterThan(20);
    }

    [Test]
    public async Task Compare_SimulatorThatDisagrees_IsNoted()
    {
        _fake.Faults.Answer("iam:SimulateCustomPolicy", new FakeReply.QueryReply(
            new System.Xml.Linq.XElement("EvaluationResults", new System.Xml.Linq.XElement(
                "member", new System.Xml.Linq.XElement("EvalActionName", "s3:GetObject"), new System.Xml.Linq.XElement("EvalDecision", "implicitDeny")))));
        using var connection = SampleOrganization.Connect(_fake);

        var result = await new ComparingSimulator(new(), new(connection)).SimulateAsync(Request(), new() { Identity = [Policy("p", Allow)] }, CancellationToken.None);

        result.Decision.Should().Be(Decision.Allowed);
        result.Notes.Should().ContainSingle(note => note.Text.StartsWith("AWS's simulator says 'Missing allow in an identity-based policy', the local one 'Allowed'"));
    }

    [TestCase("arn:aws:s3:::bucket/*", false)]
    [TestCase("arn:aws:s3:::another/*", true)]
    public async Task Compare_ResourceControlPolicy_IsComparedWhereItLetsTheRequestThrough(string denied, bool isCompared)
    {
        var deny = $$"""{ "Statement": { "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "{{denied}}" } }""";
        var policies = new PolicySet
        {
            Identity = [Policy("p", Allow)],
            ResourceControl = [new PolicyNode("r-root", "Root", [Policy("guard", deny)])],
        };
        using var connection = SampleOrganization.Connect(_fake);

        var result = await new ComparingSimulator(new(), new(connection)).SimulateAsync(Request(), policies, CancellationToken.None);

        _fake.Calls.Any(call => call.Operation == "iam:SimulateCustomPolicy").Should().Be(isCompared);
        result.Notes.Any(note => note.Text.StartsWith("The result was not compared with AWS's simulator", StringComparison.Ordinal)).Should().Be(!isCompared);
    }

    [Test]
    public async Task Compare_PublicPolicyThatIsRestricted_IsNotCompared()
    {
        var open = """{ "Statement": { "Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::bucket/*" } }""";
        var policies = new PolicySet { Identity = [Policy("p", Allow)], ResourcePolicy = Policy("open", open), RestrictsPublicPolicies = true };
        var request = Request() with { Resource = new("arn:aws:s3:::bucket/key", "222222222222") };
        using var connection = SampleOrganization.Connect(_fake);

        var result = await new ComparingSimulator(new(), new(connection)).SimulateAsync(request, policies, CancellationToken.None);

        result.DecisiveLayer.Should().Be(PolicyLayer.Resource);
        result.Notes.Should().ContainSingle().Which.Text.Should().Be("The result was not compared with AWS's simulator: AWS's simulator does not know of S3 Block Public Access.");
    }

    private async Task<SimulationResult> SimulateAsync(AuthorizationRequest request, PolicySet policies)
    {
        using var connection = SampleOrganization.Connect(_fake);
        return await new IamSimulator(connection).SimulateAsync(request, policies, CancellationToken.None);
    }

    private static AuthorizationRequest Request()
    {
        AwsPrincipal.TryParse(Role, out var principal);
        return new() { Principal = principal!, Action = "s3:GetObject", Resource = new("arn:aws:s3:::bucket/key", "123456789012") };
    }

    private static AttachedPolicy Policy(string name, string text) => new() { Name = name, Document = PolicyDocument.Parse(text) };
}
