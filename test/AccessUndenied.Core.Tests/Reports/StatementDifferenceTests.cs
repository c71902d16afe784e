using System.Text.Json;
using AccessUndenied.Policies;
using AccessUndenied.Reports;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AngleSharp.Html.Parser;

namespace AccessUndenied.Core.Tests.Reports;

public sealed class StatementDifferenceTests
{
    [Test]
    public void Of_ReplacedStatement_NamesEachValueThatGoesOrComes()
    {
        var document = PolicyDocument.Parse("""
            {"Version":"2012-10-17","Statement":{"Sid":"A","Effect":"Allow","Principal":{"AWS":["1","2"]},"Action":["s3:GetObject","s3:PutObject"],"Resource":"r",
             "Condition":{"StringEquals":{"aws:SourceVpc":["a","b"],"k":"v"},"Bool":{"aws:SecureTransport":true}}}}
            """);
        StatementDifference.Of(Replacing(document, """
            {"Effect":"Allow","Principal":{"AWS":["1","3"],"Service":"s"},"Action":"s3:GetObject","Resource":["r","q"],"Condition":{"StringEquals":{"aws:SourceVpc":["a","c"],"k":"v"}}}
            """)).Should().Equal(
            "- Sid A",
            "- Principal AWS 2",
            "+ Principal AWS 3",
            "+ Principal Service s",
            "- Action s3:PutObject",
            "+ Resource q",
            "- Condition StringEquals aws:SourceVpc = b",
            "- Condition Bool aws:SecureTransport = true",
            "+ Condition StringEquals aws:SourceVpc = c");
    }

    [Test]
    public void Of_StatementAddedToAPolicyThatIsThere_IsAllNew()
    {
        var change = new PolicyChange.AddStatements
        {
            Layer = PolicyLayer.Resource, Policy = new() { Document = PolicyDocument.Parse("""{"Statement":[]}""") },
            Json = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:B","Resource":"*"}]}""",
        };

        StatementDifference.Of(change).Should().Equal("+ Effect Allow", "+ Action a:B", "+ Resource *");
        StatementDifference.Of(change with { Policy = null }).Should().BeEmpty(because: "a new policy is shown whole");
    }

    [Test]
    public void Reports_ReplacedStatement_ShowTheDifference()
    {
        var result = SampleResults.RegionLock();
        const string Expected = "+ Condition StringNotEquals aws:RequestedRegion = eu-west-3";

        TextReport.ToText(result).Should().Contain($"               {Expected}\n");
        MarkdownReport.ToMarkdown(result).Should().Contain($"  ```diff\n  {Expected}\n  ```\n");
        new HtmlParser().ParseDocument(WrittenReport.Of(ReportFormat.Html, [result])).QuerySelector("[data-what=difference] ins")!.TextContent.Should().Be(Expected);
        using var json = JsonDocument.Parse(JsonReport.ToJson(result));
        json.RootElement.GetProperty("Remediations")[0].GetProperty("Changes")[0].GetProperty("Difference")[0].GetString().Should().Be(Expected);
        JsonReport.Parse(JsonReport.ToJson(result)).Remediations[0].Changes[0].Difference.Should().Equal(Expected);
    }

    [Test]
    public void ToJson_Change_NamesItsAccountAndRegion()
    {
        var result = SampleResults.RegionLock();
        var change = result.Remediations[0].Changes[0] with { AccountId = "111111111111", Region = "eu-west-1" };
        result = result with { Remediations = [new Remediation(result.Remediations[0]) { Changes = [change] }] };

        var back = JsonReport.Parse(JsonReport.ToJson(result)).Remediations[0].Changes[0];

        (back.AccountId, back.Region).Should().Be(("111111111111", "eu-west-1"));
    }

    private static PolicyChange Replacing(PolicyDocument document, string json) => document.Statements[0].Effect == Effect.Allow
        ? new PolicyChange.WidenAllow { Layer = PolicyLayer.Resource, Policy = new() { Document = document }, Statement = document.Statements[0], Json = json }
        : new PolicyChange.NarrowDeny { Layer = PolicyLayer.Resource, Policy = new() { Document = document }, Statement = document.Statements[0], Json = json };
}
