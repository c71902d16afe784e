using System.Text;
using System.Text.Json;
using AccessUndenied.Events;
using AccessUndenied.Reports;
using AccessUndenied.Results;

namespace AccessUndenied.Core.Tests.Reports;

public sealed class JsonReportTests
{
    private static readonly string[] s_contract = ["EventId", "AssessmentResult", "ErrorMessage", "ResultDetails", "Request", "Causes", "NearMisses", "Remediations", "Evidence"];

    private static AnalysisResult Unusable => new() { EventId = "", Assessment = Assessment.Error, ErrorMessage = "no record", Evidence = new() { Complete = false } };

    private static IEnumerable<AnalysisResult> Samples =>
        [SampleResults.MissingAllow(), SampleResults.RegionLock(), SampleResults.MissingResourceAllow("a", "s3:GetObject", "arn:aws:s3:::bucket/x"), SampleResults.With("text"), SampleResults.Refused(), Unusable];

    [Test]
    public void ToJson_EveryField_StandsInTheOrderOfTheContract()
    {
        using var json = JsonDocument.Parse(JsonReport.ToJson(SampleResults.With("text")));

        json.RootElement.EnumerateObject().Select(member => member.Name).Take(s_contract.Length).Should().Equal(s_contract);
    }

    [TestCaseSource(nameof(Samples))]
    public void ToJson_Result_FitsTheSchema(AnalysisResult result)
    {
        using var json = JsonDocument.Parse(JsonReport.ToJson(result));

        Schema().Check(json.RootElement, "result").Should().BeEmpty();
    }

    [Test]
    public void ToJson_FurtherRequest_FitsTheSchema()
    {
        var result = SampleResults.With("text");
        RefusedRequest also = new() { Request = result.Request!, Assessment = result.Assessment, Causes = result.Causes, NearMisses = result.NearMisses };
        using var json = JsonDocument.Parse(JsonReport.ToJson(result with { AlsoRefused = [also] }));

        json.RootElement.GetProperty("AlsoRefused").GetArrayLength().Should().Be(1);
        Schema().Check(json.RootElement, "result").Should().BeEmpty();
    }

    [TestCase(ReportFormat.JsonDocument)]
    [TestCase(ReportFormat.JsonLines)]
    public void Write_Findings_FitTheSchema(ReportFormat format)
    {
        var text = WrittenReport.Grouped(format, [.. Samples, .. SampleResults.Many(100)]);

        foreach (var part in format == ReportFormat.JsonLines ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [text])
        {
            using var json = JsonDocument.Parse(part);
            Schema().Check(json.RootElement).Should().BeEmpty();
        }
    }

    [Test]
    public void Check_FaultyReport_IsFound()
    {
        using var json = JsonDocument.Parse("""{"EventId":1,"AssessmentResult":"Perhaps","Extra":true}""");

        Schema().Check(json.RootElement, "result").Should().Contain(fault => fault.Contains("EventId")).And.Contain(fault => fault.Contains("Perhaps"))
            .And.Contain(fault => fault.Contains("Extra")).And.Contain(fault => fault.Contains("Causes is missing"));
    }

    [Test]
    public void ParseAll_EachJsonFormat_GivesWhatWasWritten([Values(ReportFormat.Json, ReportFormat.JsonDocument, ReportFormat.JsonLines)] ReportFormat format)
    {
        var results = Samples.ToList();

        var back = JsonReport.ParseAll(Encoding.UTF8.GetBytes(WrittenReport.Of(format, results)));

        back.Select(result => JsonReport.ToJson(result)).Should().Equal(results.Select(result => JsonReport.ToJson(result)));
    }

    [Test]
    public void ToJson_WhatTheModelHoldsBeyondTheContract_IsThere()
    {
        var back = JsonReport.Parse(JsonReport.ToJson(SampleResults.With("text")));

        back.Causes[0].Hint.Should().Be(new Note("text", "text"));
        back.NearMisses[0].Policy.AttachedToName.Should().Be("text");
        back.Layers[0].Reason.Should().Be("text");
        back.Remediations[0].Opens.Should().Equal("text");
        back.Remediations[0].Changes.Should().OnlyContain(change => change.Opens == "text" && change.Advice == "text" && change.Scripts.Count == 0);
        back.Remediations[0].Changes.Select(change => change.Policy is null ? null : change.Document).Should().Equal(null, "\"text\"");
    }

    [Test]
    public void ToJson_KindOpeningsAndWarnings_AreThereAndReadBackTheSame()
    {
        var result = SampleResults.MissingAllow();
        var remediation = new Remediation(result.Remediations[0])
        {
            Kind = RemediationKind.GuardrailChange,
            OpensExactly = [new() { Principal = "*", Actions = ["s3:Get*"], Resources = ["arn:aws:s3:::b/*"], Conditions = ["Bool aws:SecureTransport true"], Example = "s3:GetObject on arn:aws:s3:::b/x" }],
            Warnings = [new("privilege-escalation", "It could do everything.")],
        };
        var json = JsonReport.ToJson(result with { Remediations = [remediation] });
        using var document = JsonDocument.Parse(json);
        var written = document.RootElement.GetProperty("Remediations")[0];

        written.GetProperty("Kind").GetString().Should().Be("guardrailChange");
        written.GetProperty("OpensExactly").GetRawText().Should().Contain("\"s3:Get*\"").And.Contain("Example");
        written.GetProperty("Warnings")[0].GetProperty("Id").GetString().Should().Be("privilege-escalation");
        Schema().Check(document.RootElement).Should().BeEmpty();
        JsonReport.ToJson(JsonReport.Parse(json)).Should().Be(json);
    }

    [TestCase(RemediationKind.CallerChange, "callerChange")]
    [TestCase(RemediationKind.Grant, "grant")]
    [TestCase(RemediationKind.Keep, "keep")]
    public void ToJson_Kind_IsOneOfTheContract(RemediationKind kind, string expected)
    {
        var result = SampleResults.MissingAllow();

        var json = JsonReport.ToJson(result with { Remediations = [new Remediation(result.Remediations[0]) { Kind = kind }] });

        json.Should().Contain($"\"Kind\": \"{expected}\"");
        JsonReport.Parse(json).Remediations[0].Kind.Should().Be(kind);
    }

    [TestCase(ReportFormat.Text, "  warning    It could do everything.")]
    [TestCase(ReportFormat.Markdown, "- It could do everything.")]
    public void Write_Warning_IsReadBeforeTheChange(ReportFormat format, string expected)
    {
        var result = SampleResults.MissingAllow();
        var remediation = new Remediation(result.Remediations[0]) { Warnings = [new("privilege-escalation", "It could do everything.")] };
        var report = WrittenReport.Of(format, [result with { Remediations = [remediation] }]);

        report.Should().Contain(expected);
        report.IndexOf(expected, StringComparison.Ordinal).Should().BeLessThan(report.IndexOf("\"Action\"", StringComparison.Ordinal));
    }

    [Test]
    public void ToJson_ResultWithScripts_ReadsBackTheSame()
    {
        var back = JsonReport.Parse(JsonReport.ToJson(SampleResults.RegionLock()));
        var change = back.Remediations[0].Changes[0] with { Scripts = [new("aws-cli", "aws iam 'x'\n") { Heading = "In account 1.", FileText = "#!/bin/sh\naws iam 'x'\n" }, new("terraform", "a = 1\n")] };
        var result = back with { Remediations = [new Remediation(back.Remediations[0]) { Changes = [change] }] };

        var json = JsonReport.ToJson(result);
        json.Should().NotBe(JsonReport.ToJson(back)).And.Contain("In account 1.");
        JsonReport.ToJson(JsonReport.Parse(json)).Should().Be(json);
    }

    [Test]
    public void Write_Finding_HasTheScriptsThatResultsLeaveOut()
    {
        using var json = JsonDocument.Parse(WrittenReport.Grouped(ReportFormat.JsonLines, [SampleResults.RegionLock("eu-west-3"), SampleResults.RegionLock("ap-south-1")]));

        var change = json.RootElement.GetProperty("Remediation").GetProperty("Changes")[0];
        change.GetProperty("Scripts").EnumerateArray().Select(script => script.GetProperty("Format").GetString()).Should().Equal("aws-cli", "terraform", "cloudformation");
        change.GetProperty("Document").GetProperty("Statement")[0].GetProperty("Condition").GetRawText().Should().Contain("eu-west-3").And.Contain("ap-south-1");
        change.GetProperty("Opens").GetString().Should().Be(
            "Lifts the deny for everybody whose aws:RequestedRegion is eu-west-3: * on *. Lifts the deny for everybody whose aws:RequestedRegion is ap-south-1: * on *.");
        json.RootElement.GetProperty("Example").GetProperty("Remediations")[0].GetProperty("Changes")[0].TryGetProperty("Scripts", out _).Should().BeFalse();
    }

    [Test]
    public void Write_Lines_ArePrintedOneALine() =>
        WrittenReport.Of(ReportFormat.JsonLines, Samples).Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(Samples.Count()).And.OnlyContain(line => line.StartsWith('{'));

    // A control character inside a text is no JSON, however plain it looks.
    [TestCase("""{ "A": [ "b c",  1.50 ] }""", """{"A":["b c",1.50]}""")]
    [TestCase("{\"A\": \"\u003cb\u003e\"}", """{"A":"<b>"}""")]
    [TestCase("{\"A\": \"\\u003cb\u00e9\"}", "{\"A\":\"<b\u00e9\"}")]
    [TestCase("{\"A\": \"a\nb\"}", "\"{\\\"A\\\": \\\"a\\\\u000ab\\\"}\"")]
    [TestCase("{\"A\": ", "\"{\\\"A\\\": \"")]
    [TestCase("", "\"\"")]
    public void ToJson_PolicyHoweverSpelled_IsCompactOrATextOfIt(string policy, string expected) =>
        JsonReport.ToJson(SampleResults.MissingAllow() with { PoliciesToAdd = [new("x", policy)] }, indented: false).Should().Contain($"\"Policy\":{expected}}}");

    [Test]
    public void Write_NoResult_IsAnEmptyListOrNothing()
    {
        WrittenReport.Of(ReportFormat.JsonLines, []).Should().BeEmpty();
        JsonReport.ParseAll(Encoding.UTF8.GetBytes(WrittenReport.Of(ReportFormat.JsonDocument, []))).Should().BeEmpty();
    }

    [TestCase("""{"EventId": 1, "ResultDetails": {}}""", "$.EventId")]
    [TestCase("""{"Results": [{"EventId": "a", "AssessmentResult": "Error", "ResultDetails": {}, "Request": null, "Causes": {}, "Evidence": {"Complete": true}}]}""", "$.Causes")]
    [TestCase("""{"EventId": "a", """, "format json or jsonl")]
    [TestCase("[1]", "$")]
    public void ParseAll_NoReport_SaysWhere(string text, string expected) =>
        FluentActions.Invoking(() => JsonReport.ParseAll(Encoding.UTF8.GetBytes(text))).Should().Throw<FormatException>().WithMessage($"*{expected}*");

    private static SchemaChecker Schema() =>
        new(JsonDocument.Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Schemas", "result.schema.json"))).RootElement);
}
