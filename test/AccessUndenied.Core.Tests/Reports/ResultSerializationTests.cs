using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Reports;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Core.Tests.Reports;

public sealed class ResultSerializationTests
{
    private static readonly JsonSerializerOptions s_web = new(JsonSerializerDefaults.Web);
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    [Test]
    public void Serialize_OptionsOfWebApplications_StillGiveTheNamesOfReports()
    {
        var result = SampleResults.RegionLock();

        JsonSerializer.Serialize(result, s_web).Should().Be(JsonReport.ToJson(result, indented: false));
        JsonSerializer.Serialize(new[] { result, result }, s_web).Should().Be($"[{JsonReport.ToJson(result, indented: false)},{JsonReport.ToJson(result, indented: false)}]");
    }

    [Test]
    public void Serialize_GeneratedContext_NeedsNoReflection()
    {
        var result = SampleResults.With("text");

        var json = JsonSerializer.Serialize(result, ReportTestJson.Default.AnalysisResult);

        json.Should().Be(JsonReport.ToJson(result, indented: false));
        JsonReport.ToJson(JsonSerializer.Deserialize(json, ReportTestJson.Default.AnalysisResult)!, indented: false).Should().Be(json);
    }

    [Test]
    public void Serialize_HostileTextInEveryField_ReadsBackTheSame([Range(0, 11)] int text, [Values] bool indented)
    {
        var result = SampleResults.With(SampleResults.Hostile[text]);
        var options = indented ? s_indented : s_web;

        var json = JsonSerializer.Serialize(result, options);

        json.Should().Be(JsonReport.ToJson(result, indented));
        JsonSerializer.Serialize(JsonSerializer.Deserialize<AnalysisResult>(json, options), options).Should().Be(json);
    }

    [Test]
    public void Serialize_InsideOfAnIndentedDocument_TakesItsLayout()
    {
        var json = JsonSerializer.Serialize(new Dictionary<string, AnalysisResult> { ["a"] = SampleResults.MissingAllow() }, s_indented);

        json.Should().StartWith("{\n  \"a\": {\n    \"EventId\": \"event-0\",\n");
        JsonReport.ToJson(JsonSerializer.Deserialize<Dictionary<string, AnalysisResult>>(json)!["a"]).Should().Be(JsonReport.ToJson(SampleResults.MissingAllow()));
    }

    [Test]
    public void Serialize_EvidenceOfEveryKind_ReadsBackTheSame([Values] EvidenceKind kind)
    {
        var evidence = new UnavailableEvidence(PolicyLayer.Resource, "a", "b") { Kind = kind, Target = "c", Permission = "d:E" };

        var json = JsonSerializer.Serialize(evidence);

        json.Should().Be($$"""{"Layer":"resource","What":"a","Why":"b","Kind":"{{kind.ToText()}}","Target":"c","Permission":"d:E"}""");
        JsonSerializer.Deserialize<UnavailableEvidence>(json).Should().Be(evidence);
    }

    [TestCase("""{"Layer":null,"What":"a","Why":"b"}""")]
    [TestCase("""{"Layer":null,"What":"a","Why":"b","Kind":"ofTheFuture"}""")]
    public void Deserialize_EvidenceOfAnotherVersion_IsOfNoKind(string json) =>
        JsonSerializer.Deserialize<UnavailableEvidence>(json).Should().Be(new UnavailableEvidence(null, "a", "b"));

    [Test]
    public void Serialize_Notes_HaveTheirKindsBesideThem()
    {
        var evidence = new Evidence { Complete = true, Notes = [new("on-behalf", "a"), new("too-long", "b")] };

        var json = JsonSerializer.Serialize(evidence);

        json.Should().Contain("\"Notes\":[\"a\",\"b\"],\"NoteIds\":[\"on-behalf\",\"too-long\"]");
        JsonSerializer.Deserialize<Evidence>(json)!.Notes.Should().Equal(evidence.Notes);
    }

    [Test]
    public void Deserialize_NotesOfAnEarlierVersion_AreOfNoKind() =>
        JsonSerializer.Deserialize<Evidence>("""{"Complete":true,"Unavailable":[],"MissingContextKeys":[],"Notes":["a"]}""")!.Notes.Should().Equal(new Note(Note.OfNoKind, "a"));

    [Test]
    public void Serialize_Finding_ReadsBackWithItsScripts()
    {
        var finding = ResultGrouping.Group([SampleResults.RegionLock("eu-west-3"), SampleResults.RegionLock("ap-south-1")]).Single();
        var json = JsonSerializer.Serialize(finding);

        var back = JsonSerializer.Deserialize<Finding>(json)!;

        JsonSerializer.Serialize(back).Should().Be(json).And.Be(WrittenReport.Grouped(ReportFormat.JsonLines, [SampleResults.RegionLock("eu-west-3"), SampleResults.RegionLock("ap-south-1")]).TrimEnd('\n'));
        back.Remediation!.Changes[0].Scripts.Select(script => script.Format).Should().Equal("aws-cli", "terraform", "cloudformation");
    }

    [Test]
    public void Serialize_PartOfAResult_IsThatPartOfItsJson()
    {
        var result = SampleResults.With("text");
        var whole = JsonNode.Parse(JsonReport.ToJson(result))!;

        Same(JsonSerializer.Serialize(result.Causes), whole["Causes"]!);
        Same(JsonSerializer.Serialize(result.NearMisses), whole["NearMisses"]!);
        Same(JsonSerializer.Serialize(result.Remediations), whole["Remediations"]!);
        Same(JsonSerializer.Serialize(result.Remediations[0].Changes), whole["Remediations"]![0]!["Changes"]!);
        Same(JsonSerializer.Serialize(result.Evidence), whole["Evidence"]!);
        Same(JsonSerializer.Serialize(result.Layers), whole["Layers"]!);
        Same(JsonSerializer.Serialize(result.Request), whole["Request"]!);
        JsonSerializer.Serialize(JsonSerializer.Deserialize<Evidence>(JsonSerializer.Serialize(result.Evidence))).Should().Be(JsonSerializer.Serialize(result.Evidence));
        JsonSerializer.Serialize(JsonSerializer.Deserialize<Remediation>(JsonSerializer.Serialize(result.Remediations[0]))).Should().Be(JsonSerializer.Serialize(result.Remediations[0]));

        static void Same(string part, JsonNode expected) => JsonNode.DeepEquals(JsonNode.Parse(part), expected).Should().BeTrue(because: part);
    }

    [Test]
    public void Deserialize_Result_HasAgainWhatTheJsonHolds()
    {
        var result = SampleResults.RegionLock();

        var back = JsonSerializer.Deserialize<AnalysisResult>(JsonSerializer.Serialize(result))!;

        var (cause, change) = (back.Causes[0], back.Remediations[0].Changes[0]);
        (back.Assessment, cause.Layer, cause.Decision).Should().Be((Assessment.ExplicitDenyInServiceControlPolicy, PolicyLayer.ServiceControl, Decision.ExplicitDeny));
        cause.Statement!.Effect.Should().Be(Effect.Deny);
        cause.Statement.Conditions.Should().ContainSingle(condition => condition.Key == "aws:RequestedRegion");
        cause.Policy!.Name.Should().Be("RegionLock");
        (cause.Policy.Document, string.IsNullOrEmpty(cause.Policy.Problem)).Should().Be((null, false));
        change.Replaces.Should().BeSameAs(cause.Statement);
        change.Difference.Should().Equal(result.Remediations[0].Changes[0].Difference);
        change.Document.Should().NotBeEmpty();
        back.Request!.Context["aws:Nothing"].IsUnknown.Should().BeTrue(because: "a report lists known values alone");
    }

    [Test]
    public void Deserialize_AdditionWhosePolicyIsNotNamed_DoesNotClaimToKnowWhatIsThere()
    {
        var back = JsonSerializer.Deserialize<AnalysisResult>(JsonSerializer.Serialize(SampleResults.MissingResourceAllow("a", "s3:GetObject", "arn:aws:s3:::bucket/x")))!;

        back.Remediations[0].Changes[0].CurrentDocumentKnown.Should().BeFalse();
    }

    [Test]
    public void Group_ResultsReadBack_GivesTheSameCounts()
    {
        var results = SampleResults.Many(100).ToList();

        var back = ResultGrouping.Group(results.Select(result => JsonSerializer.Deserialize<AnalysisResult>(JsonSerializer.Serialize(result))!));

        back.Select(finding => finding.Count).Should().Equal(ResultGrouping.Group(results).Select(finding => finding.Count));
    }

    [Test]
    public void Serialize_ContextKeyInTwoSpellings_ReadsBackBoth()
    {
        var context = RequestContext.Resolving([], key => ContextValue.Of(key));
        (_, _) = (context["aws:A"], context["aws:a"]);
        var result = SampleResults.MissingAllow();
        result = result with { Request = result.Request! with { Context = context } };

        var json = JsonSerializer.Serialize(result);

        json.Should().Contain("\"aws:A\":\"aws:A\",\"aws:a\":\"aws:a\"");
        JsonSerializer.Serialize(JsonSerializer.Deserialize<AnalysisResult>(json)).Should().Be(json);
    }

    [TestCase("""{"Statement":[1""")]
    [TestCase("not JSON")]
    public void Serialize_StatementThatIsNoJson_ReadsBackAsTextWithItsProblem(string statement)
    {
        var result = SampleResults.RegionLock();
        var cause = new Cause(result.Causes[0]) { Statement = new() { Index = 3, Json = System.Text.Encoding.UTF8.GetBytes(statement) } };
        var json = JsonSerializer.Serialize(result with { Causes = [cause] });

        var back = JsonSerializer.Deserialize<AnalysisResult>(json)!;

        (back.Causes[0].Statement!.Index, back.Causes[0].Statement!.Problem is null).Should().Be((3, false));
        JsonSerializer.Serialize(back).Should().Be(json);
    }

    [Test]
    public void Serialize_Enumerations_AreTheTextsOfReports()
    {
        JsonSerializer.Serialize(new Dictionary<Assessment, PolicyLayer> { [Assessment.InvalidAction] = PolicyLayer.RoleTrust }).Should().Be("""{"Invalid action":"roleTrust"}""");
        JsonSerializer.Serialize(new { A = Decision.ImplicitDeny, B = RemediationKind.CallerChange, C = StatementElement.Condition }).Should().Be("""{"A":"implicitDeny","B":"callerChange","C":"Condition"}""");
        foreach (var assessment in Enum.GetValues<Assessment>())
        {
            JsonSerializer.Deserialize<Assessment>(JsonSerializer.Serialize(assessment)).Should().Be(assessment);
        }
    }

    [TestCase("""{"EventId":1,"ResultDetails":{}}""", "$.EventId")]
    [TestCase("""{"EventId":"a","AssessmentResult":"Perhaps","ResultDetails":{}}""", "$.AssessmentResult")]
    [TestCase("[]", "$: expected an object")]
    [TestCase("""{"EventId":"\uD800","ResultDetails":{}}""", "UTF-16")]
    public void Deserialize_NoResult_SaysWhere(string json, string expected) =>
        FluentActions.Invoking(() => JsonSerializer.Deserialize<AnalysisResult>(json)).Should().Throw<JsonException>().WithMessage($"*{expected}*");
}
