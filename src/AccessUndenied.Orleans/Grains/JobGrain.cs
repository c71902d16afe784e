using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Orleans.Jobs;
using AccessUndenied.Orleans.Silos;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace AccessUndenied.Orleans.Grains;

/// <summary>Gives the partitions of a job out. What it keeps in memory are hints; each partition decides for itself whether it can be had.</summary>
internal sealed class JobGrain : Grain, IJobGrain
{
    // A worker that asks is not kept waiting for ever by partitions that are over.
    private const int MostAsked = 64;

    private readonly IPersistentState<JobRecord> _kept;
    private readonly ClusterWorkOptions _options;
    private readonly TimeProvider _clock;
    private readonly Queue<int> _waiting = new();
    private readonly Dictionary<int, DateTimeOffset> _taken = [];
    private bool _isUnwritten;
    private Task _writing = Task.CompletedTask;

    public JobGrain([PersistentState("job", GrainNames.Storage)] IPersistentState<JobRecord> kept, IOptions<ClusterWorkOptions> options, TimeProvider clock)
    {
        (_kept, _options, _clock) = (kept, options.Value, clock);
    }

    private JobRecord State => _kept.State;

    private int OverCount { get; set; }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (var number in SpreadOrder.Of(State.Partitions))
        {
            if (IsOver(number))
            {
                OverCount++;
            }
            else
            {
                _waiting.Enqueue(number);
            }
        }

        // A job of a hundred thousand partitions is not written anew for each of them.
        this.RegisterGrainTimer(NoteAsync, new GrainTimerCreationOptions(_options.NoteTime, _options.NoteTime) { Interleave = true });
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => await NoteAsync(cancellationToken);

    public async Task<bool> PrepareAsync(byte[] spec, string[] sources, int partitions)
    {
        if (State.Spec is null)
        {
            (State.Spec, State.Sources, State.Partitions, State.Submitted) = (spec, sources, partitions, _clock.GetUtcNow());
            State.Over = new byte[(partitions + 7) / 8];
            _isUnwritten = true;
            await WriteAsync();

            foreach (var number in SpreadOrder.Of(partitions))
            {
                _waiting.Enqueue(number);
            }
        }

        return !State.IsStarted;
    }

    public async Task StartAsync()
    {
        if (!State.IsStarted)
        {
            State.IsStarted = true;
            _isUnwritten = true;
            await WriteAsync();
        }
    }

    public Task<byte[]?> SpecAsync() => Task.FromResult(State.Spec);

    public Task<string[]> SourcesAsync() => Task.FromResult(State.Sources);

    // Many ask at once, and each waits for a partition of its own alone: what is waiting is taken off the queue before anything is awaited.
    public async Task<Lease?> TakeAsync(string worker)
    {
        if (!State.IsStarted)
        {
            return null;
        }

        for (var asked = 0; asked < MostAsked && Next() is { } number; asked++)
        {
            var taking = await AskAsync(number, worker);
            if (taking.Lease is { } lease)
            {
                _taken[number] = _clock.GetUtcNow() + _options.LeaseTime;
                State.Retaken += taking.IsAgain ? 1 : 0;
                _isUnwritten |= taking.IsAgain;
                return lease;
            }

            Note(number, taking);
        }

        return null;
    }

    public async Task<bool> CompleteAsync(Lease lease, Immutable<byte[]> result)
    {
        var counts = await PartitionOf(lease.Partition).CompleteAsync(lease.Epoch, result.Value);
        if (counts)
        {
            End(lease.Partition, null);
        }

        return counts;
    }

    public async Task GiveBackAsync(Lease lease, string? problem)
    {
        var taking = await PartitionOf(lease.Partition).GiveBackAsync(lease.Epoch, problem);
        if (taking.IsOver)
        {
            End(lease.Partition, taking.Problem);
        }
        else if (_taken.Remove(lease.Partition))
        {
            _waiting.Enqueue(lease.Partition);
        }
    }

    public async Task<JobProgress?> StatusAsync() => State.Spec is null ? null : new JobProgress
    {
        Id = this.GetPrimaryKeyString(),
        State = !State.IsStarted ? JobState.Preparing
            : OverCount < State.Partitions || !await IsKeptAsync() ? JobState.Running
            : State.Problems.Count > 0 ? JobState.Failed : JobState.Finished,
        Command = string.Join(' ', JobSpec.Read(State.Spec).Arguments),
        Submitted = State.Submitted,
        Partitions = State.Partitions,
        Done = OverCount - State.Problems.Count,
        Leased = _taken.Count,
        Retaken = State.Retaken,
        Problems = [.. State.Problems.Values],
    };

    // A partition that does not answer is asked again: it is left by nobody else's notes.
    private async Task<Taking> AskAsync(int number, string worker)
    {
        try
        {
            return await PartitionOf(number).TakeAsync(worker);
        }
        catch
        {
            if (!_taken.ContainsKey(number))
            {
                _waiting.Enqueue(number);
            }

            throw;
        }
    }

    // First what nobody had; then what somebody had for longer than a lease: the partition knows whether it was renewed.
    private int? Next()
    {
        while (_waiting.TryDequeue(out var number))
        {
            if (!IsOver(number))
            {
                return number;
            }
        }

        var now = _clock.GetUtcNow();
        foreach (var (number, until) in _taken)
        {
            if (until <= now)
            {
                return number;
            }
        }

        return null;
    }

    private void Note(int number, Taking taking)
    {
        if (taking.IsOver)
        {
            End(number, taking.Problem);
        }
        else if (taking.Lease is null)
        {
            // Somebody has it, and renewed the lease or took it before this activation.
            _taken[number] = _clock.GetUtcNow() + (_options.LeaseTime / 4);
        }
    }

    private void End(int number, string? problem)
    {
        _taken.Remove(number);
        if (IsOver(number))
        {
            return;
        }

        State.Over[number / 8] |= (byte)(1 << (number % 8));
        OverCount++;
        _isUnwritten = true;
        if (problem is not null)
        {
            State.Problems[number] = JobMessages.PartitionFailed(number, null, problem);
        }
    }

    private bool IsOver(int number) => (State.Over[number / 8] & (1 << (number % 8))) != 0;

    private IPartitionGrain PartitionOf(int number) => GrainFactory.GetGrain<IPartitionGrain>(GrainNames.OfPartition(this.GetPrimaryKeyString(), number));

    // Whether all that is known is kept: what is said to be over is asked for by nobody any more.
    private async Task<bool> IsKeptAsync()
    {
        try
        {
            await WriteAsync();
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private async Task NoteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The partitions know; another activation asks them.
        }
    }

    // One write at a time. What was not written did not happen: the next call begins with what is kept.
    private async Task WriteAsync(CancellationToken cancellationToken = default)
    {
        while (!_writing.IsCompleted)
        {
            await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        if (_isUnwritten)
        {
            _writing = WriteNowAsync(cancellationToken);
            await _writing;
        }
    }

    private async Task WriteNowAsync(CancellationToken cancellationToken)
    {
        _isUnwritten = false;
        try
        {
            await _kept.WriteStateAsync(cancellationToken);
        }
        catch
        {
            _isUnwritten = true;
            DeactivateOnIdle();
            throw;
        }
    }
}
