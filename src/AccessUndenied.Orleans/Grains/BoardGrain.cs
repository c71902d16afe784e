using AccessUndenied.Orleans.Jobs;
using Orleans;
using Orleans.Runtime;

namespace AccessUndenied.Orleans.Grains;

/// <summary>Keeps the list of jobs.</summary>
internal sealed class BoardGrain([PersistentState("board", GrainNames.Storage)] IPersistentState<BoardState> kept) : Grain, IBoardGrain
{
    private const int MostClosed = 1000;

    public async Task AddAsync(string job)
    {
        if (!kept.State.Open.Contains(job) && !kept.State.Closed.Contains(job))
        {
            kept.State.Open.Add(job);
            await WriteAsync();
        }
    }

    public async Task CloseAsync(string job)
    {
        if (kept.State.Open.Remove(job))
        {
            kept.State.Closed.Add(job);
            kept.State.Closed.RemoveRange(0, Math.Max(0, kept.State.Closed.Count - MostClosed));
            await WriteAsync();
        }
    }

    public Task<string[]> OpenAsync() => Task.FromResult(kept.State.Open.ToArray());

    public Task<string[]> AllAsync() => Task.FromResult<string[]>([.. kept.State.Closed, .. kept.State.Open]);

    private async Task WriteAsync()
    {
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
}
