using AccessUndenied.Aws.Events;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Samples;

/// <summary>Explains every denied event of a file from a snapshot: the library in ten lines.</summary>
public static class Quickstart
{
    /// <summary>Runs the sample on the events and the snapshot named by <paramref name="args"/>, by default on the sample data.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var data = Path.Combine(AppContext.BaseDirectory, "data");
        var events = args.Length > 0 ? args[0] : Path.Combine(data, "events.json");
        var snapshot = args.Length > 1 ? args[1] : Path.Combine(data, "snapshot.json");

        var services = new ServiceCollection();
        services.AddAccessUndenied().UseSnapshot(snapshot);
        await using var provider = services.BuildServiceProvider();
        var analyzer = provider.GetRequiredService<IAccessDeniedAnalyzer>();

        await using var file = File.OpenRead(events);
        await foreach (var result in analyzer.AnalyzeAsync(CloudTrailReader.ReadAsync(file)))
        {
            await output.WriteLineAsync($"{result.EventId}: {result.Assessment.ToText()}");
        }

        return 0;
    }
}
