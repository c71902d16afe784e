using System.Collections.Concurrent;
using AccessUndenied.Aws.Catalog;

namespace AccessUndenied.Aws.Simulation;

/// <summary>Keeps evaluations for reuse, one for each thread that works at the same time.</summary>
internal sealed class EvaluationPool
{
    private readonly ActionCatalog _catalog;
    private readonly ConcurrentQueue<Evaluation> _others = new();
    private Evaluation? _first;

    public EvaluationPool(ActionCatalog catalog) => _catalog = catalog;

    public Evaluation Rent() =>
        Interlocked.Exchange(ref _first, null) ?? (_others.TryDequeue(out var evaluation) ? evaluation : new Evaluation(_catalog));

    public void Return(Evaluation evaluation)
    {
        evaluation.Finish();
        if (Interlocked.CompareExchange(ref _first, evaluation, null) is not null)
        {
            _others.Enqueue(evaluation);
        }
    }
}
