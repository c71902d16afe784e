using System.Threading.Channels;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>Evaluates a stream of authorization requests: the <c>simulate</c> format in, one result a line out, in the same order.</summary>
/// <remarks>
/// Shape: JSON Lines, or one JSON array; each also gzipped; told apart by content. A request is an object with <c>principal</c>, <c>action</c>,
/// <c>resource</c>, <c>context</c> and the policies of each kind. A request that cannot be read has <c>error</c> in its result, and the rest go on.
/// Memory does not grow with the length of the stream. Safe for several runs at once, which share the policies they have compiled.
/// </remarks>
public sealed class BatchSimulation
{
    private readonly LocalSimulator _simulator;
    private readonly BatchSimulationOptions _options;
    private readonly GivenDocumentCache _documents = new();

    /// <summary>A batch that asks <paramref name="simulator"/>.</summary>
    /// <param name="simulator">Decides each request.</param>
    /// <param name="options">How it works; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message names all that are.</exception>
    public BatchSimulation(LocalSimulator simulator, BatchSimulationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(simulator);
        _simulator = simulator;
        _options = (options ?? new()).Checked(nameof(options));
    }

    /// <summary>Reads <paramref name="input"/> to its end and writes a line for each request to <paramref name="output"/>.</summary>
    /// <remarks>
    /// When the input breaks in the middle, the results of what came before are written first. Gzip data that is damaged or ends early, and JSON
    /// that does, gives a last result with <c>error</c>, which says where.
    /// </remarks>
    /// <exception cref="IOException">One of the streams failed.</exception>
    /// <exception cref="InvalidDataException"><paramref name="input"/> is of a form that holds no JSON that can be read, such as UTF-16 text.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    public async Task<BatchSummary> RunAsync(Stream input, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var workers = new WorkerPool(_simulator, _options, _documents);

        // In the order of the input; its capacity is what keeps the reading from running ahead.
        var running = Channel.CreateBounded<Task<BatchWorker>>(new BoundedChannelOptions(_options.MaxConcurrency + 1) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAsync(input, running.Writer, workers, stop.Token), CancellationToken.None);
        try
        {
            var summary = await WriteAsync(running.Reader, output, workers, stop.Token).ConfigureAwait(false);
            await reading.ConfigureAwait(false);
            return summary;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);

            // Nothing may run on after the streams are handed back; what failed was reported already or is of no interest any more.
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await workers.FinishAsync().ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(Stream input, ChannelWriter<Task<BatchWorker>> running, WorkerPool workers, CancellationToken cancellationToken)
    {
        try
        {
            using var blocks = new RequestBlocks(input, _options.BlockBytes, _options.MaxRequestBytes);
            while (await blocks.ReadAsync(cancellationToken).ConfigureAwait(false) is { } block)
            {
                var evaluation = await workers.StartAsync(block, cancellationToken).ConfigureAwait(false);
                await running.WriteAsync(evaluation, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            running.Complete();
        }
    }

    private static async Task<BatchSummary> WriteAsync(
        ChannelReader<Task<BatchWorker>> running, Stream output, WorkerPool workers, CancellationToken cancellationToken)
    {
        long requests = 0, errors = 0;
        await foreach (var task in running.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            var worker = await task.ConfigureAwait(false);
            await output.WriteAsync(worker.Results, cancellationToken).ConfigureAwait(false);
            requests += worker.Requests;
            errors += worker.Errors;
            workers.Return(worker);
        }

        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        return new(requests, errors);
    }
}
