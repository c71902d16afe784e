using AccessUndenied.Cli.Output;
using Orleans.Runtime;

namespace AccessUndenied.Cluster.Hosts;

/// <summary>How a worker is.</summary>
internal sealed class WorkerHealth(ISiloStatusOracle silo, StoreAddress store)
{
    private volatile bool _isDraining;

    /// <summary>It was told to stop.</summary>
    public void Drain() => _isDraining = true;

    /// <summary>Why it is to be started anew; null where it is not.</summary>
    public Task<string?> LiveAsync(CancellationToken cancellationToken) =>
        Task.FromResult(!_isDraining && silo.CurrentStatus is SiloStatus.Dead or SiloStatus.None ? ClusterMessages.TakenForDead : null);

    /// <summary>Why it takes no work; null where it does.</summary>
    public async Task<string?> ReadyAsync(CancellationToken cancellationToken) =>
        _isDraining ? ClusterMessages.Draining
        : silo.CurrentStatus != SiloStatus.Active ? ClusterMessages.NotJoined
        : await ClusterStore.ProblemOnceAsync(store, cancellationToken) is { } problem ? ClusterMessages.NoStore(store, problem) : null;
}
