using System.Net;

namespace AccessUndenied.Cluster.Hosts;

/// <summary>How a worker is asked to work.</summary>
internal sealed record WorkerChoice
{
    public required StoreAddress Store { get; init; }

    /// <summary>The address at which others reach it.</summary>
    public required IPAddress Listen { get; init; }

    /// <summary>The port for other workers; 0 for one that is free.</summary>
    public required int Port { get; init; }

    /// <summary>The certificates by which others are spoken to; null for none.</summary>
    public ClusterTls? Tls { get; init; }

    /// <summary>Where it tells how it is; null for nowhere.</summary>
    public IPEndPoint? Health { get; init; }

    public required int Concurrency { get; init; }

    public required TimeSpan LeaseTime { get; init; }

    public required TimeSpan DrainTime { get; init; }
}
