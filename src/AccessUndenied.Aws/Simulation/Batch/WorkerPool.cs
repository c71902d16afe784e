using System.Collections.Concurrent;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>The workers of one run; each keeps its buffers from block to block.</summary>
internal sealed class WorkerPool
{
    private readonly ConcurrentBag<BatchWorker> _idle = [];
    private readonly LocalSimulator _simulator;
    private readonly IPolicySource? _source;
    private readonly PolicyDocumentCache _documents;

    public WorkerPool(LocalSimulator simulator, IPolicySource? source, PolicyDocumentCache documents)
    {
        _simulator = simulator;
        _source = source;
        _documents = documents;
    }

    /// <summary>Evaluates <paramref name="block"/> and lets go of it; the worker holds the results until it is returned.</summary>
    public async Task<BatchWorker> EvaluateAsync(RequestBlock block, CancellationToken cancellationToken)
    {
        using (block)
        {
            var worker = _idle.TryTake(out var idle) ? idle : new(_simulator, _source, _documents);
            await worker.EvaluateAsync(block, cancellationToken).ConfigureAwait(false);
            return worker;
        }
    }

    public void Return(BatchWorker worker) => _idle.Add(worker);
}
