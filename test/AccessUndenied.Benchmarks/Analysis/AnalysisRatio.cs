using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AccessUndenied.Aws.Events;
using AccessUndenied.Reports;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Benchmarks.Analysis;

/// <summary>Explaining denied events offline on one core, against a bare pass over the bytes of the same records.</summary>
internal static class AnalysisRatio
{
    private const int EventsARound = 20_000;

    public static async Task RunAsync(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        var data = Path.Combine(AppContext.BaseDirectory, "data");
        var services = new ServiceCollection();
        services.AddAccessUndenied().UseSnapshot(Path.Combine(data, "snapshot.json"));
        await using var provider = services.BuildServiceProvider();
        var analyzer = provider.GetRequiredService<IAccessDeniedAnalyzer>();
        var events = new List<CloudTrailEvent>();
        await foreach (var deniedEvent in CloudTrailReader.ReadPathAsync(Path.Combine(data, "events.json"), new(), new()))
        {
            events.Add(deniedEvent);
        }

        using var stream = new MemoryStream();
        await using var writer = new Utf8JsonWriter(stream, JsonReport.OptionsFor(indented: false));
        for (var round = 0; round <= rounds; round++)
        {
            var bare = Measure(events, static deniedEvent => Pass(deniedEvent.Raw.Span));
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            // A fresh record each time: nothing that one analysis derived from it helps the next.
            var analysis = Measure(events, deniedEvent => { Finish(analyzer.AnalyzeAsync(deniedEvent with { Origin = null })); });
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            var results = events.ConvertAll(deniedEvent => Finish(analyzer.AnalyzeAsync(deniedEvent)));
            var writing = Measure(results, result =>
            {
                stream.SetLength(0);
                writer.Reset(stream);
                JsonReport.Write(writer, result);
                writer.Flush();
            });
            if (round > 0)
            {
                // The first round warms up.
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"bare pass {bare:F2} µs, analysis {analysis:F2} µs ({1_000_000 / analysis:F0} events/s, {analysis / bare:F1} times the bare pass, {allocated / EventsARound} B an event), writing as JSON {writing:F2} µs"));
            }
        }
    }

    private static AnalysisResult Finish(ValueTask<AnalysisResult> analysis) => analysis.IsCompleted ? analysis.Result : analysis.AsTask().GetAwaiter().GetResult();

    private static double Measure<T>(List<T> items, Action<T> action)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < EventsARound; i++)
        {
            action(items[i % items.Count]);
        }

        return watch.Elapsed.TotalMicroseconds / EventsARound;
    }

    private static void Pass(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
        }
    }
}
