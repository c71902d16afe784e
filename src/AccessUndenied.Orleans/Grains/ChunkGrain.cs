using AccessUndenied.Orleans.Jobs;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace AccessUndenied.Orleans.Grains;

/// <summary>Keeps a piece of a file.</summary>
internal sealed class ChunkGrain([PersistentState("chunk", GrainNames.Storage)] IPersistentState<ChunkState> kept) : Grain, IChunkGrain
{
    public Task<bool> HasAsync() => Task.FromResult(kept.State.Content is not null);

    public async Task PutAsync(Immutable<byte[]> content)
    {
        kept.State.Content = content.Value;
        try
        {
            await kept.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    public Task<Immutable<byte[]>?> GetAsync() => Task.FromResult<Immutable<byte[]>?>(kept.State.Content is { } content ? new(content) : null);
}
