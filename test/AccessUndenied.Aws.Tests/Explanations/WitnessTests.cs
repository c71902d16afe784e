using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Explanations;

/// <summary>The denial as a witness, and AWS's own words beside it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class WitnessTests
{
    private const string Hanging = """
        {"principal":"arn:aws:iam::111111111111:role/app","action":"s3:GetObject","resource":"arn:aws:s3:::b/k","unknownContextKeys":["aws:SourceVpc"],
         "identityPolicies":[{"name":"A","document":{"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":"*","Resource":"*"},
            {"Sid":"Vpc","Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-1"}}}]}}]}
        """;

    private const string Silent = """
        {"principal":"arn:aws:iam::111111111111:role/app","action":"s3:GetObject","resource":"arn:aws:s3:::b/k"}
        """;

    [Test]
    public async Task Explain_OneDenyHangsOnAnUnknownValue_NamesItAndTheValueThatWouldSettleIt()
    {
        var explanation = await ExplainAsync(Hanging, DenialHint.None, null);
        explanation.Assessment.Should().Be(Assessment.ExplicitDenyInIdentityPolicy);
        explanation.Causes[0].IsInferred.Should().BeTrue();
        explanation.Causes[0].Sentence.Should().StartWith("Probably a Deny").And.Contain("the value of aws:SourceVpc is not known");
        explanation.Evidence.Notes.Should().Contain(note => note.Text.Contains("would be settled by the value of aws:SourceVpc", StringComparison.Ordinal));
    }

    // ANL-03: what was not read is the suspect where all that was read allows, and the verdict says that it is not complete.
    [TestCase(null)]
    [TestCase(PolicyLayer.Identity)]
    [TestCase(PolicyLayer.PermissionsBoundary)]
    [TestCase(PolicyLayer.ServiceControl)]
    [TestCase(PolicyLayer.ResourceControl)]
    [TestCase(PolicyLayer.VpcEndpoint)]
    [TestCase(PolicyLayer.Resource)]
    public async Task Explain_AllAllowedOfWhatWasRead_NamesWhatWasNotRead(PolicyLayer? layer)
    {
        var (request, policies) = StoryCase.Read("""
            {"principal":"arn:aws:iam::111111111111:role/app","action":"s3:GetObject","resource":"arn:aws:s3:::b/k","resourceAccount":"111111111111",
             "identityPolicies":[{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}]}
            """u8.ToArray());
        (await StoryCase.ExplainAsync(request, policies)).Assessment.Should().Be(Assessment.Allowed);

        var explanation = await StoryCase.ExplainAsync(request, policies with { Unavailable = [new(layer, "the policy in question", "not collected")] });
        explanation.Assessment.Should().Be(Assessment.Allowed);
        explanation.Causes.Should().BeEmpty();
        explanation.Evidence.Complete.Should().BeFalse();
        explanation.Evidence.Notes.Should().Contain(note => note.Id == "allowed-but-unread").Which.Text.Should().Contain("the policy in question");
    }

    private const string HangingBesideAMissingAllow = """
        {"principal":"arn:aws:iam::111111111111:role/app","action":"s3:GetObject","resource":"arn:aws:s3:::b/k","unknownContextKeys":["s3:ExistingObjectTag/owner"],
         "serviceControlPolicies":[{"target":"r-1","policies":[{"name":"F","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},
            {"Sid":"Owned","Effect":"Deny","Action":"s3:GetObject","Resource":"*","Condition":{"Null":{"s3:ExistingObjectTag/owner":"true"}}}]}}]}]}
        """;

    // ANL-02, MSG-55: what hangs is what the text tells of, whatever else refuses for certain.
    [Test]
    public async Task Explain_TextNamesADenyThatHangsBesideAMissingAllow_InfersIt()
    {
        var explanation = await ExplainAsync(HangingBesideAMissingAllow, new() { Layer = PolicyLayer.ServiceControl, IsExplicitDeny = true }, null);

        explanation.Assessment.Should().Be(Assessment.ExplicitDenyInServiceControlPolicy);
        explanation.Causes.Select(cause => (cause.Layer, cause.IsInferred)).Should().Equal((PolicyLayer.ServiceControl, true), (PolicyLayer.Identity, false));
        (explanation.Evidence.Complete, explanation.Evidence.MessageAgrees).Should().Be((false, true));
        explanation.Evidence.Notes.Should().Contain(note => note.Id == "inferred-deny" && note.Text.StartsWith("The error text tells of", StringComparison.Ordinal));
    }

    [Test]
    public async Task Explain_TextNamesAnAllowThatHangsBesideAMissingOne_InfersIt()
    {
        var explanation = await ExplainAsync(
            """
            {"principal":"arn:aws:iam::111111111111:role/app","action":"s3:GetObject","resource":"arn:aws:s3:::b/k","unknownContextKeys":["s3:ExistingObjectTag/owner"],
             "permissionsBoundaries":[{"name":"B","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*"}]}}],
             "identityPolicies":[{"name":"A","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"s3:ExistingObjectTag/owner":"a"}}}]}}]}
            """,
            new() { Layer = PolicyLayer.Identity, IsExplicitDeny = false }, null);

        explanation.Assessment.Should().Be(Assessment.MissingAllowInIdentityPolicy);
        explanation.Causes.Select(cause => (cause.Layer, cause.IsInferred)).Should().Equal((PolicyLayer.Identity, true), (PolicyLayer.PermissionsBoundary, false));
        explanation.Evidence.Complete.Should().BeFalse();
    }

    [Test]
    public async Task Simulate_StatementThatApplies_CarriesTheEntriesThatMatched()
    {
        var (request, policies) = StoryCase.Read("""
            {"principal":"arn:aws:iam::111111111111:user/alex","action":"s3:GetObject","resource":"arn:aws:s3:::home/alex/x","context":{"aws:username":"alex"},"identityPolicies":[
              {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["s3:Put*","s3:Get*","s3:*"],"Resource":["arn:aws:s3:::other/*","arn:aws:s3:::home/${aws:username}/*"]}]}]}
            """u8.ToArray());

        var result = await StoryCase.Simulator.SimulateAsync(request, policies, CancellationToken.None);

        var trace = result.Find(PolicyLayer.Identity)!.DecidingStatements.Should().ContainSingle().Subject;
        trace.MatchedAction.Should().Be("s3:Get*");
        trace.MatchedResource.Should().Be("arn:aws:s3:::home/${aws:username}/*");
        (await StoryCase.ExplainAsync(request, policies)).Causes[0].Sentence.Should().Contain("it denies s3:Get* on arn:aws:s3:::home/${aws:username}/*");
    }

    [Test]
    public async Task Explain_MessageNamesAPolicyThatIsNotThere_SaysWhy()
    {
        var hint = new DenialHint { Layer = PolicyLayer.PermissionsBoundary, IsExplicitDeny = false };
        var explanation = await ExplainAsync(Hanging.Replace("\"unknownContextKeys\":[\"aws:SourceVpc\"],", "", StringComparison.Ordinal), hint, null);
        explanation.Evidence.Notes.Should().NotBeEmpty();
    }

    [Test]
    public async Task Explain_PolicyChangedAfterTheEvent_IsNamed()
    {
        var (request, policies) = StoryCase.Read(System.Text.Encoding.UTF8.GetBytes(Silent));
        var time = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        policies = policies with
        {
            Identity = [new() { Name = "Late", Document = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"""), LastModified = time.AddHours(1) }],
        };
        var hint = new DenialHint { Layer = PolicyLayer.Identity, IsExplicitDeny = false };
        var explanation = await StoryCase.ExplainAsync(request, policies, hint, time);
        explanation.Assessment.Should().Be(Assessment.Allowed);
        explanation.Evidence.MessageAgrees.Should().BeFalse();
        explanation.Evidence.Notes.Should().Contain(note => note.Text.Contains("Late (on 2026-01-01 01:00 UTC)", StringComparison.Ordinal));
    }

    [Test]
    public async Task Explain_AllowedGetObject_SuspectsThatTheObjectDoesNotExist()
    {
        var allowed = Silent.Replace("}\n", "", StringComparison.Ordinal).TrimEnd('}', ' ', '\n')
            + ""","identityPolicies":[{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}]}""";
        var explanation = await ExplainAsync(allowed, DenialHint.None, null);
        explanation.Assessment.Should().Be(Assessment.Allowed);
        explanation.Evidence.Notes.Should().Contain(note => note.Text.Contains("s3:ListBucket", StringComparison.Ordinal));
    }

    private static Task<AccessUndenied.Explanations.Explanation> ExplainAsync(string json, DenialHint hint, DateTimeOffset? time)
    {
        var (request, policies) = StoryCase.Read(System.Text.Encoding.UTF8.GetBytes(json));
        return StoryCase.ExplainAsync(request, policies, hint, time);
    }
}
