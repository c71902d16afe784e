using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Fetching;
using AccessUndenied.Aws.Requests.Sessions;
using AccessUndenied.Cli.Checkpoints;
using AccessUndenied.Cli.Output;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Cli.Commands;

/// <summary>The work of <c>analyze</c>: events in, results out, in the events' order.</summary>
internal sealed class AnalyzeRun
{
    // Enough to keep every core busy between two writes, little enough to keep memory flat.
    internal const int EventsAtOnce = 512;

    // Enough to keep a core busy for longer than it takes to hand it over.
    private const int EventsABatch = 64;

    // Events that wait for answers wait together; the connection has a limit of its own.
    internal const int LiveEventsAtOnce = 32;

    private readonly CommandConsole _console;
    private readonly IPartitionedWork? _partitioned;

    /// <param name="console">Where its messages go.</param>
    /// <param name="partitioned">Reads the events elsewhere, partition by partition; null where this run reads them itself.</param>
    public AnalyzeRun(CommandConsole console, IPartitionedWork? partitioned = null)
    {
        _console = console;
        _partitioned = partitioned;
    }

    public async Task<int> RunAsync(AnalyzeOptions options, CancellationToken cancellationToken)
    {
        using var evidence = options.Evidence.Concat(options.Sources).Any(S3TrailSource.IsLocation) ? EventsInput.Connect(options.Policies.Connection) : null;
        var isPiped = options.Sources.Contains(EventsInput.StandardInput);
        using var spool = options.Spools && isPiped && _partitioned is null ? await InputSpool.ReadAsync(CommandConsole.OpenInput(), InputSpool.MaxBytes, cancellationToken) : null;
        if (isPiped && spool is null && EvidenceOptions.HasHistory(options))
        {
            _console.Log(Verbosity.Info, CommandMessages.ReadAsItComes);
        }

        var pass = EvidenceOptions.PassOf(options, evidence, spool);
        var sessions = new TrailSessionSource(pass, tellsWhenMissing: options.Evidence.Count > 0);
        await using var services = await new AnalysisServices(_console)
        {
            History = EvidenceOptions.HistoryOf(options, pass),
            LiveHistory = EvidenceOptions.HasLiveHistory(options) ? builder => builder.UseAwsHistory(pass, options.PoliciesAtEvent, options.Evidence.Count > 0) : null,
        }.BuildAsync(options.Policies, sessions, cancellationToken);
        var analyzer = services.GetRequiredService<IAccessDeniedAnalyzer>();
        analyzer = _partitioned?.Explaining(analyzer) ?? analyzer;
        var summary = new ReadSummary();
        if (CloudTrailQueue.IsLocation(options.Sources[0]))
        {
            return await RunQueueAsync(options, services, summary, cancellationToken);
        }

        var picked = new PickedEvents(options.EventIds);
        var input = new EventsInput(_console, options.Policies.Connection, services.GetServices<IEventFormat>()) { Sessions = sessions, FirstPass = pass, Spool = spool };
        var read = _partitioned is null
            ? input.ReadAsync(options.Sources, options.Trail, summary, cancellationToken)
            : input.GuardAsync(_partitioned.ReadAsync(options, pass, summary, cancellationToken), options.Sources, summary, cancellationToken);
        var events = picked.OfAsync(read, cancellationToken);
        await using var output = ResultOutput.Open(_console, options.Output);
        output.Remedies = options.Replay.Count > 0 ? new RemedyReplayRun(_console, services, options) : null;
        await output.RunAsync(() => AnalyzeAsync(analyzer, options, events, summary, output, isPiped && spool is null, cancellationToken), cancellationToken);
        await KeepAsync(sessions, options.Trail.Checkpoint, cancellationToken);
        foreach (var id in picked.Missing)
        {
            _console.Log(Verbosity.Warning, CommandMessages.NoSuchEvent(id));
        }

        _console.Say(CommandMessages.Analyzed(summary, output.Written));
        return summary.IsNothingButCutOff ? ExitCodes.Failed : output.ExitCode;
    }

    // What explains a denial is looked for when it is explained, which ends after all are read.
    private async ValueTask KeepAsync(TrailSessionSource sessions, string? path, CancellationToken cancellationToken)
    {
        if (path is not null && _partitioned is null)
        {
            await using var checkpoint = SqliteCheckpoint.Open(path);
            await sessions.SaveAsync(checkpoint, cancellationToken);
        }
    }

    private async Task<int> RunQueueAsync(AnalyzeOptions options, IServiceProvider services, ReadSummary summary, CancellationToken cancellationToken)
    {
        await using var queue = new QueueRun(_console, options, services.GetServices<IEventFormat>(), summary);
        await using var output = ResultOutput.Open(_console, options.Output);
        output.Remedies = options.Replay.Count > 0 ? new RemedyReplayRun(_console, services, options) : null;
        var analyzer = services.GetRequiredService<IAccessDeniedAnalyzer>();
        await output.RunAsync(
            () => WorkProgress.ShowAsync(_console, CommandMessages.Analyzing(options.Sources), () => 0, () => new(summary.BytesRead, output.Written), async () =>
            {
                await queue.AnalyzeAsync(analyzer, output, cancellationToken);
                return true;
            }),
            cancellationToken);
        await queue.CompleteAsync();
        _console.Say(CommandMessages.Analyzed(summary, output.Written));
        return summary.IsNothingButCutOff ? ExitCodes.Failed : output.ExitCode;
    }

    private async Task AnalyzeAsync(
        IAccessDeniedAnalyzer analyzer,
        AnalyzeOptions options,
        IAsyncEnumerable<CloudTrailEvent> events,
        ReadSummary summary,
        ResultOutput output,
        bool isTyped,
        CancellationToken cancellationToken)
    {
        await WorkProgress.ShowAsync(
            _console,
            CommandMessages.Analyzing(options.Sources),
            () => isTyped || options.Sources.Any(source => source == EventsInput.StandardInput || S3TrailSource.IsLocation(source)) ? 0 : WorkProgress.LengthOf(options.Sources),
            () => new(summary.BytesRead, output.Written),
            async () =>
            {
                await (isTyped ? AnalyzeEachAsync(analyzer, events, output, cancellationToken) : AnalyzeAllAsync(analyzer, events, options, output, cancellationToken));
                return true;
            });
    }

    // Somebody may be typing or following a log: each result comes as soon as it can.
    private static async Task AnalyzeEachAsync(
        IAccessDeniedAnalyzer analyzer, IAsyncEnumerable<CloudTrailEvent> events, ResultOutput output, CancellationToken cancellationToken)
    {
        output.ShowAtOnce();
        await foreach (var result in analyzer.AnalyzeAsync(events, cancellationToken))
        {
            await output.WriteAsync(result, cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
    }

    private static async Task AnalyzeAllAsync(
        IAccessDeniedAnalyzer analyzer, IAsyncEnumerable<CloudTrailEvent> events, AnalyzeOptions options, ResultOutput output, CancellationToken cancellationToken)
    {
        var pipeline = options.Policies.IsOffline
            ? new AnalysisPipeline(analyzer, EventsABatch, Environment.ProcessorCount, eventsAtOnce: 1)
            : new AnalysisPipeline(analyzer, LiveEventsAtOnce, batchesAtOnce: 1, LiveEventsAtOnce);
        await pipeline.RunAsync(events, output, cancellationToken);
    }

    internal static async Task<IReadOnlyList<AnalysisResult>> AnalyzeAsync(IAccessDeniedAnalyzer analyzer, List<CloudTrailEvent> events, ParallelOptions parallel)
    {
        var results = new AnalysisResult[events.Count];
        await Parallel.ForAsync(0, events.Count, parallel, async (index, token) => results[index] = await analyzer.AnalyzeAsync(events[index], token));
        return results;
    }

    internal static ParallelOptions Abreast(AnalyzeOptions options, CancellationToken cancellationToken) => new()
    {
        CancellationToken = cancellationToken,
        MaxDegreeOfParallelism = options.Policies.IsOffline ? Environment.ProcessorCount : LiveEventsAtOnce,
    };
}
