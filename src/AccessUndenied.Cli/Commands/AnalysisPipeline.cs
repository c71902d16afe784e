using System.Threading.Channels;
using AccessUndenied.Aws.Events;
using AccessUndenied.Cli.Output;
using AccessUndenied.Results;

namespace AccessUndenied.Cli.Commands;

/// <summary>Reads, analyzes and writes at the same time: batches of events are analyzed beside each other, and their results written in the events' order.</summary>
/// <param name="analyzer">Explains each event.</param>
/// <param name="batchSize">How many events a batch has.</param>
/// <param name="batchesAtOnce">How many batches are analyzed beside each other; so many again may wait to be written.</param>
/// <param name="eventsAtOnce">How many events of a batch are analyzed beside each other.</param>
internal sealed class AnalysisPipeline(IAccessDeniedAnalyzer analyzer, int batchSize, int batchesAtOnce, int eventsAtOnce)
{
    public async Task RunAsync(IAsyncEnumerable<CloudTrailEvent> events, ResultOutput output, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var free = new SemaphoreSlim(batchesAtOnce, batchesAtOnce);
        var running = Channel.CreateBounded<Task<IReadOnlyList<AnalysisResult>>>(new BoundedChannelOptions(batchesAtOnce) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAsync(events, running.Writer, free, stop.Token), CancellationToken.None);
        try
        {
            await WriteAsync(running.Reader, output, stop.Token);

            // What stopped the reading is told once everything before it is written.
            await reading;
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            for (var i = 0; i < batchesAtOnce; i++)
            {
                await free.WaitAsync(CancellationToken.None);
            }
        }
    }

    private static async Task WriteAsync(ChannelReader<Task<IReadOnlyList<AnalysisResult>>> running, ResultOutput output, CancellationToken cancellationToken)
    {
        await foreach (var batch in running.ReadAllAsync(cancellationToken))
        {
            foreach (var result in await batch)
            {
                await output.WriteAsync(result, cancellationToken);
            }

            await output.FlushAsync(cancellationToken);
        }
    }

    private async Task ReadAsync(
        IAsyncEnumerable<CloudTrailEvent> events, ChannelWriter<Task<IReadOnlyList<AnalysisResult>>> running, SemaphoreSlim free, CancellationToken cancellationToken)
    {
        try
        {
            var batch = new List<CloudTrailEvent>(batchSize);
            await foreach (var deniedEvent in events.WithCancellation(cancellationToken))
            {
                batch.Add(deniedEvent);
                if (batch.Count == batchSize)
                {
                    await StartAsync(batch, running, free, cancellationToken);
                    batch = new(batchSize);
                }
            }

            await StartAsync(batch, running, free, cancellationToken);
        }
        finally
        {
            running.Complete();
        }
    }

    private async Task StartAsync(List<CloudTrailEvent> batch, ChannelWriter<Task<IReadOnlyList<AnalysisResult>>> running, SemaphoreSlim free, CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken);
        var analysis = Task.Run(() => AnalyzeAsync(batch, free, cancellationToken), CancellationToken.None);
        await running.WriteAsync(analysis, cancellationToken);
    }

    private async Task<IReadOnlyList<AnalysisResult>> AnalyzeAsync(List<CloudTrailEvent> batch, SemaphoreSlim free, CancellationToken cancellationToken)
    {
        try
        {
            if (eventsAtOnce > 1)
            {
                return await AnalyzeRun.AnalyzeAsync(analyzer, batch, new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = eventsAtOnce });
            }

            var results = new AnalysisResult[batch.Count];
            for (var i = 0; i < batch.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                results[i] = await analyzer.AnalyzeAsync(batch[i], cancellationToken);
            }

            return results;
        }
        finally
        {
            free.Release();
        }
    }
}
