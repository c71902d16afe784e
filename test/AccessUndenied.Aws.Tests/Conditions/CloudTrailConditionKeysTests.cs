using System.Text.Json;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Conditions;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Tests.Requests;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Conditions;

internal sealed class CloudTrailConditionKeysTests
{
    private static readonly CloudTrailConditionKeys s_keys = new(ActionCatalog.Default);
    private static readonly CloudTrailRequestResolver s_resolver = new(ActionCatalog.Default);

    // expected: a value, a list, null for absent, "?" for unknown; "request" picks the request of several.
    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Conditions/GlobalKeys.json" })]
    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Conditions/ServiceKeys.json" })]
    [TestCaseSource(typeof(RequestCases), nameof(RequestCases.In), new object[] { "Conditions/Guardrails.json" })]
    public void TryGetValue_CaseFile_GivesTheValue(JsonElement c)
    {
        var record = SampleRecords.Of(c);
        var resolution = s_resolver.Resolve(record);
        resolution.Problem.Should().BeNull();
        var facts = FactsOf(c);
        var index = c.TryGetProperty("request", out var picked) ? picked.GetInt32() : 0;
        foreach (var expected in c.GetProperty("expected").EnumerateObject())
        {
            var known = s_keys.TryGetValue(expected.Name, new(record, resolution.Requests[index], facts), out var value);

            known.Should().BeTrue(because: c.Rule() + " " + expected.Name);
            value.ToString().Should().Be(Expected(expected.Value), because: $"{c.Rule()} {c.Text("name")}: {expected.Name}");
        }
    }

    [Test]
    public void TryGetValue_UnknownGlobalKey_IsLeftToOthers() =>
        s_keys.TryGetValue("aws:BrandNew", Query("""{ "source": "sqs", "event": "SendMessage" }"""), out _).Should().BeFalse();

    [TestCase("nocolon")]
    [TestCase(":x")]
    [TestCase("aws:")]
    [TestCase("")]
    public void TryGetValue_NoKey_IsLeftToOthers(string key) =>
        s_keys.TryGetValue(key, Query("""{ "source": "sqs", "event": "SendMessage" }"""), out _).Should().BeFalse();

    [Test]
    public void TryGetValue_AnotherKindOfRecord_IsLeftToOthers()
    {
        var known = Query("""{ "source": "sqs", "event": "SendMessage" }""");
        var query = new ConditionKeyQuery(new AccessDeniedEvent { Id = "1" }, known.Request, known.Facts);

        s_keys.TryGetValue("aws:SourceIp", query, out _).Should().BeFalse();
    }

    [Test]
    public void Resolve_EventContext_IsInTheRequest() // CT-21
    {
        using var c = JsonDocument.Parse("""{ "record": { "eventContext": { "requestContext": { "aws:SourceVpc": "vpc-1", "aws:CurrentTime": "2026-01-02 03:04:05" } } } }""");

        var context = s_resolver.Resolve(SampleRecords.Of(c.RootElement)).Requests[0].Context;

        context["aws:sourcevpc"].ToString().Should().Be("vpc-1");
        context["aws:CurrentTime"].ToString().Should().Be("2026-01-02T03:04:05Z");
    }

    private static ConditionKeyQuery Query(string json)
    {
        using var c = JsonDocument.Parse(json);
        var record = SampleRecords.Of(c.RootElement);
        return new(record, s_resolver.Resolve(record).Requests[0], ContextFacts.None);
    }

    private static ContextFacts FactsOf(JsonElement c)
    {
        if (!c.TryGetProperty("facts", out var facts))
        {
            return ContextFacts.None;
        }

        var values = facts.EnumerateObject().ToDictionary(f => f.Name, f => ContextValue.Of(f.Value.GetString()!), StringComparer.OrdinalIgnoreCase);
        return new(values, c.TryGetProperty("complete", out var complete) ? [.. complete.EnumerateArray().Select(e => e.GetString()!)] : []);
    }

    private static string Expected(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "(absent)",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(v => v.GetString())),
        _ => value.GetString() == "?" ? "(unknown)" : value.GetString()!,
    };
}
