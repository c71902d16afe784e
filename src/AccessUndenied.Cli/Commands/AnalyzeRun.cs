using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Cli.Output;
using AccessUndenied.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Cli.Commands;

/// <summary>The work of <c>analyze</c>: events in, results out, in the events' order.</summary>
internal sealed class AnalyzeRun
{
    private const string StandardInput = "-";

    // Enough to keep every core busy between two writes, little enough to keep memory flat.
    private const int EventsAtOnce = 512;

    private readonly CommandConsole _console;

    public AnalyzeRun(CommandConsole console) => _console = console;

    public async Task<int> RunAsync(AnalyzeOptions options, CancellationToken cancellationToken)
    {
        await using var services = Services(options);
        var analyzer = services.GetRequiredService<IAccessDeniedAnalyzer>();
        var summary = new ReadSummary();
        await using var output = new ResultOutput(_console, options);
        try
        {
            await AnalyzeAsync(analyzer, options, summary, output, cancellationToken);
            await output.CompleteAsync(cancellationToken);
        }
        catch (CloudTrailFormatException exception)
        {
            throw new CommandFailedException(exception.Message, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(Messages.CannotRead(options.EventsFile, exception), exception);
        }

        foreach (var file in summary.PassedOverFiles)
        {
            _console.Log(Verbosity.Warning, Messages.PassedOver(file.Path, file.Reason));
        }

        _console.Say(Messages.Analyzed(summary.Records, output.Written, summary.Skipped, summary.Bad));
        return CommandLine.Done;
    }

    private async Task AnalyzeAsync(
        IAccessDeniedAnalyzer analyzer, AnalyzeOptions options, ReadSummary summary, ResultOutput output, CancellationToken cancellationToken)
    {
        var events = Read(options.EventsFile, summary, cancellationToken);
        if (options.EventsFile == StandardInput)
        {
            // Somebody may be typing or following a log: each result comes as soon as it can.
            await foreach (var result in analyzer.AnalyzeAsync(events, cancellationToken))
            {
                await output.WriteAsync(result, cancellationToken);
                await output.FlushAsync(cancellationToken);
            }

            return;
        }

        await ReadProgress.ShowAsync(_console, "analyze " + Path.GetFileName(options.EventsFile), options.EventsFile, () => summary.BytesRead, async () =>
        {
            await foreach (var batch in InBatches(events, cancellationToken))
            {
                await AnalyzeAsync(analyzer, batch, output, cancellationToken);
            }
        });
    }

    private static async Task AnalyzeAsync(
        IAccessDeniedAnalyzer analyzer, List<CloudTrailEvent> events, ResultOutput output, CancellationToken cancellationToken)
    {
        var results = new AnalysisResult[events.Count];
        await Parallel.ForAsync(0, events.Count, cancellationToken, async (index, token) => results[index] = await analyzer.AnalyzeAsync(events[index], token));
        foreach (var result in results)
        {
            await output.WriteAsync(result, cancellationToken);
        }

        await output.FlushAsync(cancellationToken);
    }

    private IAsyncEnumerable<CloudTrailEvent> Read(string path, ReadSummary summary, CancellationToken cancellationToken) => path == StandardInput
        ? CloudTrailReader.ReadAsync(_console.OpenInput(), new CloudTrailReaderOptions { SourceName = "stdin" }, summary, cancellationToken)
        : CloudTrailReader.ReadPathAsync(path, new CloudTrailReaderOptions(), summary, cancellationToken);

    private static async IAsyncEnumerable<List<CloudTrailEvent>> InBatches(
        IAsyncEnumerable<CloudTrailEvent> events, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = new List<CloudTrailEvent>(EventsAtOnce);
        await foreach (var deniedEvent in events.WithCancellation(cancellationToken))
        {
            batch.Add(deniedEvent);
            if (batch.Count == EventsAtOnce)
            {
                yield return batch;
                batch.Clear();
            }
        }

        yield return batch;
    }

    private ServiceProvider Services(AnalyzeOptions options)
    {
        var services = new ServiceCollection();
        var builder = services.AddAccessUndenied().UseAwsEvents();
        if (options.Snapshots.Count > 0 || options.ScpFile is not null)
        {
            builder.UseSnapshot(Open(options));
        }
        else
        {
            _console.Log(Verbosity.Warning, Messages.NoPolicies);
        }

        return services.BuildServiceProvider();
    }

    private Snapshot Open(AnalyzeOptions options)
    {
        try
        {
            var snapshot = Snapshot.Open(options.Snapshots, options.ScpFile);
            foreach (var note in snapshot.Notes)
            {
                _console.Log(Verbosity.Info, note);
            }

            return snapshot;
        }
        catch (SnapshotFormatException exception)
        {
            throw new CommandFailedException(exception.Message, exception);
        }
    }
}
