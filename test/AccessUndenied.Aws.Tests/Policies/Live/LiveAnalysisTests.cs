using System.Text.Json;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Reports;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Tests.Policies.Live;

public sealed class LiveAnalysisTests
{
    [Test]
    public async Task Analyze_SampleEvents_AgreesWithTheSamplesOwnSnapshot()
    {
        await using var fake = await SampleOrganization.StartAsync();
        await using var live = SampleOrganization.Live(fake);
        await using var offline = SampleOrganization.Offline(SampleOrganization.SnapshotPath);

        var found = await SampleOrganization.AnalyzeAsync(live);
        var expected = await SampleOrganization.AnalyzeAsync(offline);

        found.Select(Essence).Should().Equal(expected.Select(Essence));
    }

    [Test]
    public async Task Analyze_EveryOtherAnswerThrottled_AgreesWithUnthrottled()
    {
        await using var fake = await SampleOrganization.StartAsync();
        await using var calm = SampleOrganization.Live(fake);
        await using var throttled = SampleOrganization.Live(fake);
        var expected = await SampleOrganization.AnalyzeAsync(calm);
        fake.Faults.ThrottleEvery = 2;

        var found = await SampleOrganization.AnalyzeAsync(throttled);

        found.Select(result => JsonReport.ToJson(result)).Should().Equal(expected.Select(result => JsonReport.ToJson(result)));
    }

    [Test]
    public async Task Analyze_OrganizationFromAFile_AgreesAndAsksNoOrganization()
    {
        await using var fake = await SampleOrganization.StartAsync();
        using var file = new TemporaryFile(fake.Data.Organization.ToJsonString());
        await using var live = SampleOrganization.Live(fake);
        await using var withFile = SampleOrganization.Live(fake, organizationPath: file.Path);
        var expected = await SampleOrganization.AnalyzeAsync(live);
        fake.ForgetCalls();

        var found = await SampleOrganization.AnalyzeAsync(withFile);

        found.Select(result => JsonReport.ToJson(result)).Should().Equal(expected.Select(result => JsonReport.ToJson(result)));
        fake.Calls.Should().NotContain(call => call.Operation.StartsWith("organizations:", StringComparison.Ordinal));
    }

    [Test]
    public async Task Analyze_AThousandSessionsOfOneRole_MakesTheCallsOfOne()
    {
        await using var fake = await SampleOrganization.StartAsync();
        await using var one = SampleOrganization.Live(fake);
        await using var thousand = SampleOrganization.Live(fake);
        var record = await SampleOrganization.RecordAsync(0);
        await SampleOrganization.AnalyzeAsync(one, [record]);
        var expected = fake.Calls.Count;
        fake.ForgetCalls();

        await SampleOrganization.AnalyzeAsync(
            thousand, Enumerable.Range(0, 1000).Select(i => record.Replace("orders-api-7f9c", $"orders-api-{i}", StringComparison.Ordinal)));

        fake.Calls.Should().HaveCount(expected);
    }

    // All but the words of what could not be read, and what follows from a bucket's owner being taken to be the caller.
    private static string Essence(AnalysisResult result)
    {
        using var json = JsonDocument.Parse(JsonReport.ToJson(result));
        var root = json.RootElement;
        return string.Join('\n', new[] { "EventId", "AssessmentResult", "ResultDetails", "Causes", "NearMisses" }
            .Select(name => root.TryGetProperty(name, out var member) ? member.GetRawText() : ""));
    }
}
