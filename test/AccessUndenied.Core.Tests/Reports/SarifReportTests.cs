using System.Text.Json;
using AccessUndenied.Reports;
using AccessUndenied.Results;

namespace AccessUndenied.Core.Tests.Reports;

/// <summary>The SARIF log: one result a finding, in the shape that the schema of SARIF 2.1.0 demands.</summary>
public sealed class SarifReportTests
{
    // What sarif-schema-2.1.0.json lets an object have, as far as it is used here, with what it demands first; objects may have nothing else.
    private static readonly Dictionary<string, (string[] Demanded, string[] Allowed)> s_objects = new(StringComparer.Ordinal)
    {
        ["log"] = (["version", "runs"], ["$schema", "inlineExternalProperties", "properties"]),
        ["run"] = (["tool"], ["results", "invocations", "artifacts", "properties"]),
        ["tool"] = (["driver"], ["extensions", "properties"]),
        ["toolComponent"] = (["name"], ["version", "rules", "informationUri", "semanticVersion", "properties"]),
        ["reportingDescriptor"] = (["id"], ["name", "shortDescription", "fullDescription", "help", "helpUri", "defaultConfiguration", "properties"]),
        ["reportingConfiguration"] = ([], ["enabled", "level", "rank", "parameters", "properties"]),
        ["result"] = (["message"], ["ruleId", "ruleIndex", "level", "kind", "locations", "occurrenceCount", "partialFingerprints", "properties"]),
        ["message"] = (["text"], ["markdown", "id", "arguments", "properties"]),
        ["location"] = ([], ["id", "physicalLocation", "logicalLocations", "message", "properties"]),
        ["physicalLocation"] = (["artifactLocation"], ["address", "region", "contextRegion", "properties"]),
        ["artifactLocation"] = ([], ["uri", "uriBaseId", "index", "description", "properties"]),
        ["logicalLocation"] = ([], ["name", "index", "fullyQualifiedName", "decoratedName", "parentIndex", "kind", "properties"]),
    };

    [Test]
    public void Write_ResultsOfTwoCauses_GivesTwoResultsOfTheirRules()
    {
        var other = SampleResults.With("other") with { Causes = [], Assessment = AccessUndenied.Results.Assessment.Error, ErrorMessage = "no" };
        var run = Run([SampleResults.With("plain"), SampleResults.With("plain"), other]);

        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()).ToList();
        var results = run.GetProperty("results").EnumerateArray().ToList();
        results.Should().HaveCount(2);
        results[0].GetProperty("occurrenceCount").GetInt32().Should().Be(2);
        results[1].GetProperty("ruleId").GetString().Should().Be("error");
        results[1].GetProperty("level").GetString().Should().Be("warning");
        results.Should().OnlyContain(result => rules[result.GetProperty("ruleIndex").GetInt32()] == result.GetProperty("ruleId").GetString());
    }

    // SARIF 2.1.0, sections 3.11.5 and 3.11.6.
    [TestCase("a [link](https://evil.example/) b", @"a \[link\](https://evil.example/) b")]
    [TestCase(@"a \[link](x)", @"a \\\[link\](x)")]
    [TestCase("a {0} b", "a {{0}} b")]
    [TestCase("a (b) c", "a (b) c")]
    public void Write_TextThatWouldBeALinkOrAPlaceholder_IsText(string text, string expected)
    {
        var result = SampleResults.With("plain") with { Causes = [], Refusal = null, ErrorMessage = text };

        Run([result]).GetProperty("results")[0].GetProperty("message").GetProperty("text").GetString().Should().Be(expected);
    }

    [Test]
    public void Write_AnyResult_KeepsToTheSchema([Range(0, 11)] int text)
    {
        using var document = JsonDocument.Parse(WrittenReport.Of(ReportFormat.Sarif, [SampleResults.With(SampleResults.Hostile[text])]));
        var log = document.RootElement;
        Check("log", log);
        log.GetProperty("version").GetString().Should().Be("2.1.0");
        var run = log.GetProperty("runs").EnumerateArray().Single();
        Check("run", run);
        Check("tool", run.GetProperty("tool"));
        Check("toolComponent", run.GetProperty("tool").GetProperty("driver"));
        foreach (var rule in run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray())
        {
            Check("reportingDescriptor", rule);
            Check("message", rule.GetProperty("shortDescription"));
            Check("reportingConfiguration", rule.GetProperty("defaultConfiguration"));
        }

        foreach (var result in run.GetProperty("results").EnumerateArray())
        {
            Check("result", result);
            Check("message", result.GetProperty("message"));
            result.GetProperty("level").GetString().Should().BeOneOf("none", "note", "warning", "error");
            result.GetProperty("occurrenceCount").GetInt32().Should().BePositive();
            result.GetProperty("partialFingerprints").EnumerateObject().Should().OnlyContain(one => one.Value.ValueKind == JsonValueKind.String);
            var location = result.GetProperty("locations").EnumerateArray().Single();
            Check("location", location);
            Check("physicalLocation", location.GetProperty("physicalLocation"));
            Check("artifactLocation", location.GetProperty("physicalLocation").GetProperty("artifactLocation"));
            Uri.IsWellFormedUriString(location.GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString(), UriKind.RelativeOrAbsolute).Should().BeTrue();
            Check("logicalLocation", location.GetProperty("logicalLocations").EnumerateArray().Single());
        }
    }

    [Test]
    public void Write_PlaceThatIsAnArn_IsItsUri() =>
        Run([SampleResults.MissingAllow("my app")]).GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation")
            .GetProperty("uri").GetString().Should().Be("arn:aws:iam::111111111111:role/my%20app");

    [Test]
    public void Write_SameCauseInTwoRuns_HasTheSameFingerprint() =>
        Fingerprint([SampleResults.With("x")]).Should().Be(Fingerprint([SampleResults.With("x") with { EventId = "later" }]));

    [Test]
    public void Write_NoResults_IsAWholeLog() => Run([]).GetProperty("results").GetArrayLength().Should().Be(0);

    private static string? Fingerprint(AnalysisResult[] results) => Run(results).GetProperty("results")[0].GetProperty("partialFingerprints").GetProperty("accessUndenied/v1").GetString();

    private static JsonElement Run(AnalysisResult[] results) => JsonDocument.Parse(WrittenReport.Of(ReportFormat.Sarif, results)).RootElement.GetProperty("runs")[0];

    private static void Check(string kind, JsonElement value)
    {
        var (demanded, allowed) = s_objects[kind];
        var names = value.EnumerateObject().Select(member => member.Name).ToList();
        demanded.Should().BeSubsetOf(names, because: kind);
        names.Should().OnlyContain(name => demanded.Contains(name) || allowed.Contains(name), because: kind);
    }
}
