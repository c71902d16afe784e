using System.Collections.Concurrent;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Tests.Wire;
using AccessUndenied.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AccessUndenied.Aws.Tests.Observability;

public sealed class ObservabilityTests
{
    private readonly ConcurrentQueue<(LogLevel Level, EventId Id, string Text)> _log = new();
    private string _record = "";

    [OneTimeSetUp]
    public async Task ReadRecord() => _record = await SampleOrganization.RecordAsync(0);

    [SetUp]
    public void ForgetLog() => _log.Clear();

    [Test]
    public async Task AnalyzeAsync_OneEvent_HasASpanForEachStageBelowItsOwn()
    {
        using var watch = new Watch();
        await using var offline = Offline();

        await AnalyzeAsync(offline, _record);

        watch.Spans.Select(span => span.OperationName["AccessUndenied.".Length..]).Should().Equal("Resolve", "Policies", "Simulate", "Explain", "Plan", "Analyze");
        watch.Spans.Take(5).Should().OnlyContain(span => span.ParentSpanId == watch.Spans[5].SpanId);
        watch.Spans[5].TagObjects.Select(tag => tag.Key).Should().Equal("access_undenied.event.id", "access_undenied.service", "access_undenied.assessment");
    }

    [Test]
    public async Task AnalyzeAsync_AllSampleEvents_TagsNameNobodyAndNoAddress()
    {
        using var watch = new Watch();
        await using var offline = Offline();

        await SampleOrganization.AnalyzeAsync(offline);

        var tags = watch.Spans.SelectMany(span => span.TagObjects.Select(tag => $"{tag.Value}")).Concat(watch.Measurements.Select(measured => measured.Tags)).Distinct(StringComparer.Ordinal).ToList();
        tags.Should().HaveCountGreaterThan(50).And.NotContain(tag => TellsTooMuch(tag));
    }

    [Test]
    public async Task AnalyzeAsync_SameEventTwice_IsCountedTimedAndFoundInTheCache()
    {
        using var watch = new Watch();
        await using var offline = Offline();

        await AnalyzeAsync(offline, _record, _record);

        watch.Measurements.Where(measured => measured.Instrument == "access_undenied.events").Should().HaveCount(2)
            .And.OnlyContain(measured => measured.Value == 1 && measured.Tags.StartsWith("access_undenied.assessment=", StringComparison.Ordinal));
        watch.Measurements.Where(measured => measured.Instrument == "access_undenied.event.duration").Should().HaveCount(2).And.OnlyContain(measured => measured.Value > 0);
        watch.Measurements.Where(measured => measured.Tags.Contains("snapshot.principals", StringComparison.Ordinal)).Select(measured => measured.Tags.Split('=')[^1])
            .Should().Equal("miss", "hit");
    }

    [Test]
    public async Task AnalyzeAsync_AllSampleEvents_LogsNamesAndAddressesAtDebugAlone()
    {
        await using var offline = Offline();

        await SampleOrganization.AnalyzeAsync(offline);

        _log.Select(entry => entry.Id.Id).Should().Contain([1001, 1004, 1007, 1008]);
        _log.Where(entry => entry.Level > LogLevel.Debug).Should().NotBeEmpty().And.NotContain(entry => TellsTooMuch(entry.Text));
        _log.Should().Contain(entry => entry.Level == LogLevel.Debug && TellsTooMuch(entry.Text), because: "at Debug one sees what was asked for");
    }

    [TestCase("e-1\\r\\ninfo: forged entry")]
    [TestCase("e-1\\u001b]52;c;ZXZpbA==\\u0007")]
    [TestCase("e-1\\u202e\\u2028")]
    public async Task AnalyzeAsync_EventIdThatForgesAnEntry_StaysOnItsLine(string id)
    {
        await using var offline = Offline();

        await AnalyzeAsync(offline, $$"""{"eventVersion": "1.08", "eventID": "{{id}}"}""");

        _log.Should().HaveCountGreaterThan(1);
        _log.Should().Contain(entry => entry.Text.Contains("e-1\\u", StringComparison.Ordinal));
        _log.SelectMany(entry => entry.Text.EnumerateRunes()).Should().NotContain(rune => AccessUndenied.Text.VisibleText.IsHidden(rune));
    }

    [Test]
    public async Task AnalyzeAsync_EventThatCannotBeUsed_IsLoggedWithItsReasonAtDebug()
    {
        await using var offline = Offline();

        await AnalyzeAsync(offline, """{"eventVersion": "1.08", "eventID": "e-1"}""");

        _log.Select(entry => (entry.Id.Id, entry.Level)).Should().Equal((1002, LogLevel.Information), (1003, LogLevel.Debug), (1001, LogLevel.Information));
    }

    [Test]
    public async Task AnalyzeAsync_Live_CountsAndLogsEachCallWithItsOutcomeAndNoCredential()
    {
        await using var fake = await SampleOrganization.StartAsync();
        fake.Faults.Deny("organizations:ListPoliciesForTarget");
        using var watch = new Watch();
        var services = new ServiceCollection();
        AddLogs(services);
        var given = SampleOrganization.OptionsFor(fake);
        services.AddAccessUndenied().UseAws(options =>
            (options.Credentials, options.EndpointUrl, options.Region, options.MaxErrorRetry) = (given.Credentials, given.EndpointUrl, given.Region, given.MaxErrorRetry));
        await using var live = services.BuildServiceProvider();

        await AnalyzeAsync(live, _record, _record);

        var calls = watch.Measurements.Where(measured => measured.Instrument == "access_undenied.api.calls").ToList();
        calls.Should().HaveCount(fake.Calls.Count);
        calls.Select(call => call.Tags).Should().Contain("access_undenied.service=iam access_undenied.outcome=ok")
            .And.Contain("access_undenied.service=organizations access_undenied.outcome=denied");
        watch.Measurements.Where(measured => measured.Tags.Contains("cache=principals", StringComparison.Ordinal)).Select(measured => measured.Tags.Split('=')[^1]).Should().Equal("miss", "hit");
        watch.Spans.Should().Contain(span => span.OperationName == "AccessUndenied.ApiCall");
        _log.Should().Contain(entry => entry.Id.Id == 2002 && entry.Text.Contains("denied", StringComparison.Ordinal));
        _log.Where(entry => entry.Level > LogLevel.Debug).Should().NotContain(entry => TellsTooMuch(entry.Text));
        _log.Should().NotContain(entry => entry.Text.Contains("AKIA", StringComparison.Ordinal));
    }

    private static bool TellsTooMuch(string text) =>
        text.Contains("arn:", StringComparison.Ordinal) || text.Contains("203.0.113.", StringComparison.Ordinal) || text.Contains("\"Statement\"", StringComparison.Ordinal);

    private static async Task AnalyzeAsync(IServiceProvider services, params string[] records)
    {
        foreach (var record in records)
        {
            await services.GetRequiredService<IAccessDeniedAnalyzer>().AnalyzeAsync(CloudTrailEvent.Parse(record));
        }
    }

    private ServiceProvider Offline()
    {
        var services = new ServiceCollection();
        AddLogs(services);
        services.AddAccessUndenied().UseSnapshot(SampleOrganization.SnapshotPath);
        return services.BuildServiceProvider();
    }

    private void AddLogs(ServiceCollection services)
    {
        services.AddSingleton<ILogger<AccessDeniedAnalyzer>>(new CollectingLogger<AccessDeniedAnalyzer>(_log));
        services.AddSingleton<ILogger<AwsConnection>>(new CollectingLogger<AwsConnection>(_log));
    }
}
