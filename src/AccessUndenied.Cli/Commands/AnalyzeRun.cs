using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Events;
using AccessUndenied.Cli.Output;
using AccessUndenied.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Cli.Commands;

/// <summary>The work of <c>analyze</c>: events in, results out, in the events' order.</summary>
internal sealed class AnalyzeRun
{
    // Enough to keep every core busy between two writes, little enough to keep memory flat.
    private const int EventsAtOnce = 512;

    // Events that wait for answers wait together; the connection has a limit of its own.
    private const int LiveEventsAtOnce = 32;

    private readonly CommandConsole _console;

    public AnalyzeRun(CommandConsole console) => _console = console;

    public async Task<int> RunAsync(AnalyzeOptions options, CancellationToken cancellationToken)
    {
        await using var services = await new AnalysisServices(_console).BuildAsync(options, cancellationToken);
        var analyzer = services.GetRequiredService<IAccessDeniedAnalyzer>();
        var summary = new ReadSummary();
        await using var output = new ResultOutput(options.Format, options.Group, options.OutputFile, options.SuppressOutput ? null : _console.OpenOutput(), _console.Layout)
        {
            Scripts = options.Scripts is { } folder ? ScriptFolder.Open(folder) : null,
        };
        await AnalyzeAsync(analyzer, options, summary, output, cancellationToken);
        await output.CompleteAsync(cancellationToken);
        if (output.Scripts is { } scripts)
        {
            _console.Say(CommandMessages.ScriptsWritten(options.Scripts!, scripts.Written));
        }

        _console.Say(CommandMessages.Analyzed(summary.Records, output.Written, summary.Skipped, summary.Bad));
        return ExitCode.Done;
    }

    private async Task AnalyzeAsync(
        IAccessDeniedAnalyzer analyzer, AnalyzeOptions options, ReadSummary summary, ResultOutput output, CancellationToken cancellationToken)
    {
        var events = new EventsInput(_console).ReadAsync(options.EventsFile, summary, cancellationToken);
        if (options.EventsFile == EventsInput.StandardInput)
        {
            // Somebody may be typing or following a log: each result comes as soon as it can.
            await foreach (var result in analyzer.AnalyzeAsync(events, cancellationToken))
            {
                await output.WriteAsync(result, cancellationToken);
                await output.FlushAsync(cancellationToken);
            }

            return;
        }

        var eventsAtOnce = options.IsOffline ? EventsAtOnce : LiveEventsAtOnce;
        var parallel = new ParallelOptions
        {
            CancellationToken = cancellationToken,
            MaxDegreeOfParallelism = options.IsOffline ? Environment.ProcessorCount : LiveEventsAtOnce,
        };
        await ReadProgress.ShowAsync(_console, "analyze " + Path.GetFileName(options.EventsFile), options.EventsFile, () => summary.BytesRead, async () =>
        {
            await foreach (var batch in InBatches(events, eventsAtOnce, cancellationToken))
            {
                await AnalyzeAsync(analyzer, batch, output, parallel, cancellationToken);
            }
        });
    }

    private static async Task AnalyzeAsync(
        IAccessDeniedAnalyzer analyzer, List<CloudTrailEvent> events, ResultOutput output, ParallelOptions parallel, CancellationToken cancellationToken)
    {
        var results = new AnalysisResult[events.Count];
        await Parallel.ForAsync(0, events.Count, parallel, async (index, token) => results[index] = await analyzer.AnalyzeAsync(events[index], token));
        foreach (var result in results)
        {
            await output.WriteAsync(result, cancellationToken);
        }

        await output.FlushAsync(cancellationToken);
    }

    private static async IAsyncEnumerable<List<CloudTrailEvent>> InBatches(
        IAsyncEnumerable<CloudTrailEvent> events, int eventsAtOnce, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = new List<CloudTrailEvent>(eventsAtOnce);
        await foreach (var deniedEvent in events.WithCancellation(cancellationToken))
        {
            batch.Add(deniedEvent);
            if (batch.Count == eventsAtOnce)
            {
                yield return batch;
                batch.Clear();
            }
        }

        yield return batch;
    }
}
