using System.Buffers;
using System.Text.Json;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Replays;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Formats;
using AccessUndenied.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Aws.Tests.Fuzzing;

/// <summary>What holds of the reading of events, and of all that is made of them.</summary>
internal static class EventLaws
{
    private const long MostText = 8 << 20;

    private static readonly CloudTrailRequestResolver s_resolver = new(ActionCatalog.Default);

    private static readonly Lazy<IAccessDeniedAnalyzer> s_analyzer = new(() => new ServiceCollection().AddAccessUndenied()
        .UseSnapshot(Path.Combine(Path.GetDirectoryName(typeof(EventLaws).Assembly.Location)!, "Samples", "snapshot.json")).Services.BuildServiceProvider().GetRequiredService<IAccessDeniedAnalyzer>());

    /// <summary>Each record counts once, what comes out is what was counted, and a refusal names the file.</summary>
    public static void CheckEvents(string name, byte[] bytes)
    {
        var isAll = bytes.Length % 2 == 0;
        var summary = new ReadSummary();
        var options = new CloudTrailReaderOptions { SourceName = name, Formats = EventFormats.All, AllRecords = isAll, MaxTextBytes = MostText, MaxUnpackedBytes = MostText };
        var count = 0L;
        try
        {
            foreach (var found in CloudTrailReader.ReadAsync(new MemoryStream(bytes), options, summary).ToBlockingEnumerable())
            {
                count++;
                found.Id.Should().NotBeNull();
                found.Problem.Should().NotBe("");
            }
        }
        catch (CloudTrailFormatException refusal)
        {
            refusal.Message.Should().StartWith(name);
            return;
        }

        summary.Records.Should().Be(summary.Denied + summary.Bad + summary.Succeeded + summary.OtherErrors);
        summary.OtherErrorCodes.Values.Sum().Should().Be(summary.OtherErrors);
        count.Should().Be(summary.Denied + summary.Bad + (isAll ? summary.Skipped : 0));
        summary.CutOffInputs.Should().HaveCountLessThanOrEqualTo(summary.Files + 1);
    }

    /// <summary>Whatever stands in a record, it has requests, or there is a reason why not.</summary>
    public static void CheckRecord(string name, byte[] bytes)
    {
        foreach (var found in EventsIn(bytes))
        {
            var resolved = s_resolver.Resolve(found);
            (resolved.Requests.Count > 0 || resolved.Problem is not null || found.Problem is not null).Should().BeTrue();
            _ = CloudTrailRequestResolver.QueryOf(found);
        }
    }

    /// <summary>Each event has a result, which every report can show.</summary>
    public static void CheckAnalysis(string name, byte[] bytes)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var found in EventsIn(bytes))
        {
            var result = s_analyzer.Value.AnalyzeAsync(found).AsTask().GetAwaiter().GetResult();
            foreach (var format in Enum.GetValues<ReportFormat>())
            {
                output.ResetWrittenCount();
                var writer = ReportWriters.Create(format, output);
                writer.Begin();
                writer.Write(result);
                writer.End();
                if (format is ReportFormat.Json or ReportFormat.JsonDocument or ReportFormat.JsonLines or ReportFormat.Sarif)
                {
                    using var json = JsonDocument.Parse(output.WrittenMemory);
                }
            }
        }
    }

    private static IEnumerable<CloudTrailEvent> EventsIn(byte[] bytes)
    {
        var found = new List<CloudTrailEvent>();
        try
        {
            found.AddRange(CloudTrailReader.ReadAsync(new MemoryStream(bytes), new() { AllRecords = true, MaxTextBytes = MostText }, new()).ToBlockingEnumerable());
        }
        catch (CloudTrailFormatException)
        {
            // Another target asks for what it says.
        }

        return found;
    }
}
