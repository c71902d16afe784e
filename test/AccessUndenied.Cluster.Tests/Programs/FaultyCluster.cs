namespace AccessUndenied.Cluster.Tests.Programs;

/// <summary>Places for workers of a store, each with a line of its own to the store, and what befalls them.</summary>
internal sealed class FaultyCluster : IDisposable
{
    public const int Places = 3;

    private readonly IStoreServer _store;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly StoreProxy[] _lines;
    private readonly SemaphoreSlim _atStore = new(1);
    private readonly SemaphoreSlim[] _atPlaces = [.. Enumerable.Range(0, Places).Select(_ => new SemaphoreSlim(1))];
    private readonly WorkerProcess?[] _workers = new WorkerProcess?[Places];

    /// <param name="store">The store.</param>
    /// <param name="environment">The variables of workers, by which they find the sources.</param>
    public FaultyCluster(IStoreServer store, IReadOnlyDictionary<string, string> environment)
    {
        (_store, _environment) = (store, environment);
        _lines = [.. Enumerable.Range(0, Places).Select(_ => new StoreProxy(_store.Port))];
    }

    public string Address => _store.Address;

    /// <summary>Has a worker in every place.</summary>
    public Task FillAsync() => Task.WhenAll(Enumerable.Range(0, Places).Select(JoinAsync));

    /// <summary>Lets faults happen, each in its time, and ends when the last one is over.</summary>
    public async Task SufferAsync(IEnumerable<Fault> faults, Action submitAgain)
    {
        await Task.WhenAll(faults.Select(async fault =>
        {
            await Task.Delay(fault.After);
            await HappenAsync(fault, submitAgain);
        }));
    }

    /// <summary>Has some worker work until all is over: a cluster of nobody ends nothing.</summary>
    public async Task KeepOneAsync(Task over)
    {
        while (!over.IsCompleted)
        {
            if (Array.TrueForAll(_workers, worker => worker is null or { HasEnded: true }))
            {
                await JoinAsync(0);
            }

            await Task.WhenAny(over, Task.Delay(500));
        }
    }

    public void Dispose()
    {
        foreach (var worker in _workers)
        {
            worker?.Dispose();
        }

        foreach (var line in _lines)
        {
            line.Dispose();
        }

        _atStore.Dispose();
        Array.ForEach(_atPlaces, place => place.Dispose());
    }

    private async Task HappenAsync(Fault fault, Action submitAgain)
    {
        var worker = _workers[fault.Worker] is { HasEnded: false } lives ? lives : null;
        switch (fault.Kind)
        {
            case FaultKind.Kill:
                worker?.Kill();
                break;
            case FaultKind.Drain:
                worker?.Signal("TERM");
                break;
            case FaultKind.Pause:
                worker?.Signal("STOP");
                await Task.Delay(fault.Lasting);
                worker?.Signal("CONT");
                break;
            case FaultKind.CutOff:
                _lines[fault.Worker].Cut();
                await Task.Delay(fault.Lasting);
                _lines[fault.Worker].Mend();
                break;
            case FaultKind.Join:
                await JoinAsync(fault.Worker);
                break;
            case FaultKind.RestartStore:
                await OneAtATimeAsync(_atStore, () => Task.Run(_store.Restart));
                break;
            case FaultKind.FillStore:
                await _store.FillAsync(isFull: true);
                await Task.Delay(fault.Lasting);
                await _store.FillAsync(isFull: false);
                break;
            default:
                submitAgain();
                break;
        }
    }

    private static async Task OneAtATimeAsync(SemaphoreSlim turn, Func<Task> work)
    {
        await turn.WaitAsync();
        try
        {
            await work();
        }
        finally
        {
            turn.Release();
        }
    }

    private Task JoinAsync(int place) => OneAtATimeAsync(_atPlaces[place], async () =>
    {
        if (_workers[place] is null or { HasEnded: true })
        {
            _workers[place]?.Dispose();
            _workers[place] = null;

            // One that could not join, since it was cut off or the store was away, is started again, as whoever runs it would.
            while (_workers[place] is null)
            {
                _workers[place] = await WorkerProcess.TryStartAsync(_environment, _store.AddressAt(_lines[place].Port));
            }
        }
    });
}
