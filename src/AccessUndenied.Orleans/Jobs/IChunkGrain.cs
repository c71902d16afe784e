using Orleans;
using Orleans.Concurrency;

namespace AccessUndenied.Orleans.Jobs;

/// <summary>A piece of a file that goes with jobs, by the file's hash.</summary>
[Alias("AccessUndenied.IChunkGrain")]
internal interface IChunkGrain : IGrainWithStringKey
{
    [Alias("Has")]
    Task<bool> HasAsync();

    [Alias("Put")]
    Task PutAsync(Immutable<byte[]> content);

    /// <summary>The piece; null where it was not handed over.</summary>
    [Alias("Get")]
    Task<Immutable<byte[]>?> GetAsync();
}
