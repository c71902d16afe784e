using System.Collections.Concurrent;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>The workers of one run; each keeps its buffers from block to block.</summary>
internal sealed class WorkerPool : IDisposable
{
    private readonly ConcurrentBag<BatchWorker> _idle = [];
    private readonly LocalSimulator _simulator;
    private readonly BatchSimulationOptions _options;
    private readonly GivenDocumentCache _documents;
    private readonly SemaphoreSlim _free;

    public WorkerPool(LocalSimulator simulator, BatchSimulationOptions options, GivenDocumentCache documents)
    {
        _simulator = simulator;
        _options = options;
        _documents = documents;
        _free = new(options.MaxConcurrency, options.MaxConcurrency);
    }

    /// <summary>Waits for a free worker and lets it evaluate <paramref name="block"/>; it holds the results until it is returned.</summary>
    public async ValueTask<Task<BatchWorker>> StartAsync(RequestBlock block, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Task.Run(() => EvaluateAsync(block, cancellationToken), CancellationToken.None);
    }

    public void Return(BatchWorker worker) => _idle.Add(worker);

    /// <summary>Waits until nobody works any more.</summary>
    public async Task FinishAsync()
    {
        for (var i = 0; i < _options.MaxConcurrency; i++)
        {
            await _free.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    public void Dispose() => _free.Dispose();

    private async Task<BatchWorker> EvaluateAsync(RequestBlock block, CancellationToken cancellationToken)
    {
        try
        {
            using (block)
            {
                var worker = _idle.TryTake(out var idle) ? idle : new(_simulator, _options.PolicySource, _documents, _options.MaxRequestBytes);
                await worker.EvaluateAsync(block, cancellationToken).ConfigureAwait(false);
                return worker;
            }
        }
        finally
        {
            _free.Release();
        }
    }
}
