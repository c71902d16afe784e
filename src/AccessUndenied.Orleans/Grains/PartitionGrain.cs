using AccessUndenied.Orleans.Jobs;
using AccessUndenied.Orleans.Silos;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace AccessUndenied.Orleans.Grains;

/// <summary>Keeps a partition. State is written before an answer is given, by an ETag, so that of two activations that think they are the one, one alone has an effect.</summary>
internal sealed class PartitionGrain : Grain, IPartitionGrain
{
    private readonly IPersistentState<PartitionState> _kept;
    private readonly ClusterWorkOptions _options;
    private readonly TimeProvider _clock;

    public PartitionGrain([PersistentState("partition", GrainNames.Storage)] IPersistentState<PartitionState> kept, IOptions<ClusterWorkOptions> options, TimeProvider clock)
    {
        (_kept, _options, _clock) = (kept, options.Value, clock);
    }

    private PartitionState State => _kept.State;

    private bool IsOver => State.Result is not null || State.Problem is not null;

    public async Task PutAsync(string job, int number, byte[] listing)
    {
        if (State.Listing is null)
        {
            (State.Job, State.Number, State.Listing) = (job, number, listing);
            await WriteAsync();
        }
    }

    public async Task<Taking> TakeAsync(string worker)
    {
        var now = _clock.GetUtcNow();
        if (State.Listing is null || IsOver || (State.Worker is not null && State.Until > now))
        {
            return new() { IsOver = IsOver, Problem = State.Problem };
        }

        var isLost = State.Worker is not null;
        State.Losses += isLost ? 1 : 0;
        if (State.Losses > _options.MaxLosses)
        {
            return await GiveUpAsync(JobMessages.LostTooOften(State.Losses));
        }

        State.Epoch++;
        (State.Worker, State.Until) = (worker, now + _options.LeaseTime);
        await WriteAsync();
        return new() { Lease = new() { Job = State.Job, Partition = State.Number, Epoch = State.Epoch, Listing = State.Listing }, IsAgain = State.Epoch > 1 };
    }

    public async Task<bool> RenewAsync(long epoch)
    {
        if (epoch != State.Epoch || IsOver || State.Worker is null)
        {
            return false;
        }

        // A lease that ran out is as good as ever while nobody else has taken it.
        State.Until = _clock.GetUtcNow() + _options.LeaseTime;
        await WriteAsync();
        return true;
    }

    public async Task<bool> CompleteAsync(long epoch, byte[] result)
    {
        if (epoch != State.Epoch || IsOver || State.Worker is null)
        {
            return false;
        }

        (State.Result, State.Worker) = (result, null);
        await WriteAsync();
        DeactivateOnIdle();
        return true;
    }

    public async Task<Taking> GiveBackAsync(long epoch, string? problem)
    {
        if (epoch != State.Epoch || IsOver || State.Worker is null)
        {
            return new() { IsOver = IsOver, Problem = State.Problem };
        }

        State.Worker = null;
        State.Failures += problem is null ? 0 : 1;
        if (problem is not null && State.Failures >= _options.MaxFailures)
        {
            return await GiveUpAsync(JobMessages.GivenUpAfter(State.Failures, problem));
        }

        await WriteAsync();
        return new();
    }

    public Task<Immutable<byte[]>?> ResultAsync() => Task.FromResult<Immutable<byte[]>?>(State.Result is { } result ? new(result) : null);

    public Task<Immutable<byte[]>?> ListingAsync() => Task.FromResult<Immutable<byte[]>?>(State.Listing is { } listing ? new(listing) : null);

    private async Task<Taking> GiveUpAsync(string why)
    {
        (State.Problem, State.Worker) = (why, null);
        await WriteAsync();
        return new() { IsOver = true, Problem = why };
    }

    // What was not written did not happen: the next call begins with what is kept.
    private async Task WriteAsync()
    {
        try
        {
            await _kept.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
