using Orleans;
using Orleans.Concurrency;

namespace AccessUndenied.Orleans.Jobs;

/// <summary>One job: what it is, and which of its partitions are left.</summary>
[Alias("AccessUndenied.IJobGrain")]
internal interface IJobGrain : IGrainWithStringKey
{
    /// <summary>Tells what the job is; true where its partitions are still to be handed over.</summary>
    [Alias("Prepare")]
    Task<bool> PrepareAsync(byte[] spec, string[] sources, int partitions);

    /// <summary>Begins the work: all partitions were handed over.</summary>
    [Alias("Start")]
    Task StartAsync();

    /// <summary>What the job is; null where there is none.</summary>
    [Alias("Spec")]
    [AlwaysInterleave]
    Task<byte[]?> SpecAsync();

    /// <summary>The names of its sources.</summary>
    [Alias("Sources")]
    [AlwaysInterleave]
    Task<string[]> SourcesAsync();

    /// <summary>A partition to work on; null where there is none to be had now.</summary>
    [Alias("Take")]
    [AlwaysInterleave]
    Task<Lease?> TakeAsync(string worker);

    /// <summary>Hands a result in; false where it does not count.</summary>
    [Alias("Complete")]
    [AlwaysInterleave]
    Task<bool> CompleteAsync(Lease lease, Immutable<byte[]> result);

    /// <summary>Gives a partition back: for a reason that lies in the work, or null where the worker ends.</summary>
    [Alias("GiveBack")]
    Task GiveBackAsync(Lease lease, string? problem);

    /// <summary>How far it is; null where there is no such job.</summary>
    [Alias("Status")]
    [AlwaysInterleave]
    Task<JobProgress?> StatusAsync();
}
