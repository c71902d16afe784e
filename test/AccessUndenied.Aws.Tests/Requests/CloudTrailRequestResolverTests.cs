using System.Text.Json;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Requests;

internal sealed class CloudTrailRequestResolverTests
{
    private static readonly CloudTrailRequestResolver s_resolver = new(ActionCatalog.Default);

    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Requests/Services.json" })]
    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Requests/Irregularities.json" })]
    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Requests/Records.json" })]
    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Requests/Names.json" })]
    public void Resolve_CaseFile_GivesTheRequests(JsonElement c)
    {
        var resolution = s_resolver.Resolve(SampleRecords.Of(c));

        resolution.Problem.Should().BeNull(because: c.Rule());
        // What is only possible has a file of its own, Companions.json.
        var found = resolution.Requests.Where(r => r.Need == RequestNeed.Needed).Select(Describe).ToList();
        var expected = c.GetProperty("expected").EnumerateArray().Select(e => e.GetString()!).ToList();
        found.Should().Equal(expected, because: c.Rule() + ": " + c.Text("name"));
        if (c.Text("note") is { } note)
        {
            resolution.Requests.SelectMany(r => r.Provenance.Notes).Should().Contain(n => n.Text.Contains(note), because: c.Rule());
        }

        // MSG-58: honest records contradict nothing.
        resolution.Requests.SelectMany(r => r.Provenance.Doubts).Any().Should().Be(c.Flag("isDoubtful"), because: c.Rule() + ": " + c.Text("name"));
        if (c.Text("notAPolicyMatter") is { } reason)
        {
            resolution.Hint.Refusal!.Reason.Should().Contain(reason, because: c.Rule());
        }
    }

    [TestCase("because no session policy allows the s3:GetObject action", true)]
    [TestCase("with an explicit deny in a session policy", true)]
    [TestCase("because no identity-based policy allows the s3:GetObject action", false)]
    public void Resolve_SessionPolicyThatRefuses_SaysInWhichRecordItStands(string reason, bool isSaid)
    {
        var message = $"User: arn:aws:sts::123456789012:assumed-role/app/ann is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::b/k\" {reason}";
        using var c = JsonDocument.Parse(JsonSerializer.Serialize(new { message, parameters = new { bucketName = "b", key = "k" } }));

        var notes = s_resolver.Resolve(SampleRecords.Of(c.RootElement)).Requests[0].Provenance.Notes;

        notes.Any(note => note.Text.Contains("at 2026-01-02 03:00:00 UTC", StringComparison.Ordinal) && note.Text.Contains("accessKeyId is ASIAEXAMPLEEXAMPLE00", StringComparison.Ordinal)).Should().Be(isSaid);
    }

    [Test]
    public void Resolve_CaseFile_CoversSixtyServices() =>
        RequestCases.In("Requests/Services.json").Select(c => ((JsonElement)c.Arguments[0]!).Text("source")).Distinct().Count().Should().BeGreaterThanOrEqualTo(60);

    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Requests/Sentences.json" })]
    public void Resolve_SentenceOfAService_IsAWitness(JsonElement c)
    {
        var resolution = s_resolver.Resolve(SampleRecords.Of(c));

        var request = resolution.Requests[0];
        request.Action.Should().Be(c.Text("action"), because: c.Rule());
        request.Resource.Value.Should().Be(c.Text("resource"), because: c.Rule());
        resolution.Hint.Layer?.ToString().Should().Be(c.Text("layer"), because: c.Rule());
        resolution.Hint.IsExplicitDeny.Should().Be(c.MaybeFlag("explicit"), because: c.Rule());
        resolution.Hint.PolicyId.Should().Be(c.Text("policyArn"), because: c.Rule());
        (resolution.Hint.Refusal is not null).Should().Be(c.Flag("notAPolicyMatter"), because: c.Rule());
        resolution.Hint.IsInvalidRequest.Should().Be(c.Flag("invalidRequest"), because: c.Rule());
    }

    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Requests/OddRecords.json" })]
    public void Resolve_OddRecord_NeverThrows(JsonElement c)
    {
        var record = SampleRecords.Of(c);

        var resolution = s_resolver.Resolve(record);

        if (c.Text("problem") is { } problem)
        {
            resolution.Problem.Should().Contain(problem, because: c.Rule());
            resolution.Requests.Should().BeEmpty();
        }
        else
        {
            resolution.Problem.Should().BeNull();
            Describe(resolution.Requests[0]).Should().Be(c.Text("expected"), because: c.Rule());
            if (c.Text("note") is { } note)
            {
                resolution.Requests[0].Provenance.Notes.Should().Contain(n => n.Text.Contains(note), because: c.Rule());
            }
        }
    }

    [Test]
    public void Resolve_AnotherKindOfRecord_SaysSo() =>
        s_resolver.Resolve(new AccessDeniedEvent { Id = "1" }).Problem.Should().Contain("CloudTrail");

    [Test]
    public void Resolve_Endpoint_IsTheRequestsOwn()
    {
        using var c = JsonDocument.Parse("""{ "record": { "vpcEndpointId": "vpce-0abc" }, "parameters": { "bucketName": "b", "key": "k" } }""");

        s_resolver.Resolve(SampleRecords.Of(c.RootElement)).Requests[0].NetworkEndpointId.Should().Be("vpce-0abc");
    }

    // action resource [account region] certainties: C certain, L likely, G guess.
    private static string Describe(AuthorizationRequest request) =>
        $"{request.Action} {request.Resource.Value} {request.Resource.AccountId ?? "-"} {request.Resource.Region ?? "-"} {request.Provenance.ActionCertainty.ToString()[0]}{request.Provenance.ResourceCertainty.ToString()[0]}";
}
