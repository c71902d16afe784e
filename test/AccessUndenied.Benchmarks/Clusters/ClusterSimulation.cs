namespace AccessUndenied.Benchmarks.Clusters;

/// <summary>
/// A cluster at work, event by event, as the grains of AccessUndenied.Orleans do it: one job gives out partitions, each of which is read from the store and written to it; workers renew leases, fail
/// and come back; S3 answers so many requests a second; and the submitter fetches results in their order. The same model gives the same figures.
/// </summary>
internal sealed class ClusterSimulation
{
    private readonly ClusterModel _model;
    private readonly SimulatedTrail _trail;
    private readonly double[] _nextFailure;
    private readonly Random _random = new(1);
    private readonly double[] _prefixFree;
    private readonly double[] _done;
    private readonly PriorityQueue<int, (double At, int Number)> _lost = new();
    private readonly List<int> _opsASecond = [];
    private double _jobFree;
    private long _operations;
    private long _busy;

    private ClusterSimulation(ClusterModel model, SimulatedTrail trail)
    {
        (_model, _trail) = (model, trail);
        _done = new double[trail.Records.Length];
        _prefixFree = new double[trail.Accounts.Max() + 1];
        _nextFailure = [.. Enumerable.Range(0, model.Workers).Select(_ => NextFailure(0))];
    }

    public static ClusterOutcome Run(ClusterModel model, SimulatedTrail trail) => new ClusterSimulation(model, trail).Run();

    private ClusterOutcome Run()
    {
        // Each listing is looked for and written, so many at a time.
        var count = _done.Length;
        var handedOver = count / (double)_model.PutsAtOnce * ((2 * _model.Hop) + (2 * _model.StoreTime));
        _operations += 2L * count;
        var (next, retaken) = (0L, 0);
        var step = _model.IsSpread ? StepOf(count) : 1;
        var slots = new PriorityQueue<int, (double At, int Slot)>();
        for (var slot = 0; slot < _model.Workers * _model.Concurrency; slot++)
        {
            slots.Enqueue(slot, (handedOver, slot));
        }

        var worked = handedOver;
        while (slots.TryDequeue(out var slot, out var at))
        {
            int partition;
            var now = at.At;
            if (_lost.TryPeek(out var again, out var since) && (since.At <= now || next == count))
            {
                _lost.Dequeue();
                (partition, now) = (again, Math.Max(now, since.At));
                retaken++;
            }
            else if (next < count)
            {
                partition = (int)(next++ * step % count);
            }
            else
            {
                continue;
            }

            worked = Math.Max(worked, Work(slot, partition, now, slots));
        }

        return new(worked, Fetched(), handedOver, _operations, Peak(), retaken, _busy / 1e6 / (worked * _model.Workers * _model.Concurrency));
    }

    // From asking for it to having handed its result in.
    private double Work(int slot, int partition, double now, PriorityQueue<int, (double At, int Slot)> slots)
    {
        // The job asks the partition, which reads what is kept of it, and writes who has it.
        var begun = Math.Max(now + _model.Hop, _jobFree);
        var asked = begun + _model.JobTime + (2 * _model.Hop) + (2 * _model.StoreTime);
        _jobFree = _model.AsksAtOnce ? begun + _model.JobTime : asked;
        Count(asked, 2);
        var start = asked + _model.Hop;

        var computing = (_trail.Records[partition] / _model.RecordsASecond) + (_trail.Objects[partition] * _model.ObjectTime);
        ref var prefix = ref _prefixFree[_model.IsDivided ? _trail.Accounts[partition] : 0];
        prefix = Math.Max(prefix, start) + (_trail.Objects[partition] / _model.GetsASecond);
        var end = Math.Max(start + computing, prefix);

        var worker = slot / _model.Concurrency;
        while (_nextFailure[worker] < start)
        {
            _nextFailure[worker] = NextFailure(_nextFailure[worker]);
        }

        if (_nextFailure[worker] < end)
        {
            // Its lease was renewed for the last time within a third of it, and another takes the partition when it is over.
            var failed = _nextFailure[worker];
            _lost.Enqueue(partition, (failed + (_model.LeaseTime * 2 / 3), partition));
            slots.Enqueue(slot, (failed + _model.Away, slot));
            return failed;
        }

        _busy += (long)(computing * 1e6);
        Count(end, 1 + (int)((end - start) / (_model.LeaseTime / 3)));
        end += (3 * _model.Hop) + _model.StoreTime;
        _done[partition] = end;
        slots.Enqueue(slot, (end, slot));
        return end;
    }

    // In their order, some ahead; what is done is no longer in memory.
    private double Fetched()
    {
        var now = 0.0;
        foreach (var done in _done)
        {
            now = Math.Max(now, done) + (((2 * _model.Hop) + _model.StoreTime) / _model.FetchesAtOnce);
        }

        _operations += _done.Length;
        return now;
    }

    // As the job does: about the golden section of them all, and no divisor in common, so that each comes once.
    private static long StepOf(int count)
    {
        var step = Math.Max(1, (long)(count * 0.618));
        while (System.Numerics.BigInteger.GreatestCommonDivisor(step, count) > 1)
        {
            step++;
        }

        return step;
    }

    private double NextFailure(double after) => after - (Math.Log(1 - _random.NextDouble()) * _model.TimeToFailure);

    private void Count(double at, int operations)
    {
        _operations += operations;
        var second = (int)at;
        while (_opsASecond.Count <= second)
        {
            _opsASecond.Add(0);
        }

        _opsASecond[second] += operations;
    }

    // Of any minute, a second in the mean.
    private double Peak() => _opsASecond.Chunk(60).Max(minute => minute.Average());
}
