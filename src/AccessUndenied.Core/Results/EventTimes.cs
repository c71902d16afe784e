namespace AccessUndenied.Results;

/// <summary>How many events there were when: counts of equal spans of time, as fine as a bounded number of them allows.</summary>
/// <remarks>The counts do not depend on the order in which the events come. Not for use by several threads at once.</remarks>
internal sealed class EventTimes
{
    // Each divides the next, so that finer counts add up to coarser ones: minutes, hours, days, weeks, four weeks and thirteen of those.
    private static readonly long[] s_minutes = [1, 5, 15, 60, 180, 360, 720, 1_440, 10_080, 40_320, 524_160];

    private readonly int _most;
    private Dictionary<long, long> _counts = [];
    private int _step;

    /// <summary>With at most <paramref name="most"/> counts.</summary>
    public EventTimes(int most = 240) => _most = most;

    /// <summary>Counts <paramref name="count"/> events at <paramref name="time"/>; nothing where that is not known.</summary>
    public void Add(DateTimeOffset? time, long count = 1)
    {
        if (time is { } known)
        {
            AddAt(known.UtcTicks, count);
        }
    }

    /// <summary>Counts what <paramref name="other"/> has counted.</summary>
    public void Add(EventTimes other)
    {
        CoarsenTo(other._step);
        foreach (var (index, count) in other._counts)
        {
            AddAt(index * TicksOf(other._step), count);
        }
    }

    /// <summary>The spans from the first event to the last, those without events left out, in at most <paramref name="most"/> spans of one length.</summary>
    public TimeSpans In(int most)
    {
        if (_counts.Count == 0)
        {
            return TimeSpans.None;
        }

        var (first, last) = (_counts.Keys.Min() * TicksOf(_step), _counts.Keys.Max() * TicksOf(_step));
        var step = _step;
        while ((last / TicksOf(step)) - (first / TicksOf(step)) >= most)
        {
            step++;
        }

        return Counted(first / TicksOf(step) * TicksOf(step), TicksOf(step));
    }

    /// <summary>The same events in the spans of <paramref name="spans"/>, which are of more events and so at least as long.</summary>
    public TimeSpans In(TimeSpans spans) => Counted(spans.Start, spans.Length);

    private TimeSpans Counted(long start, long length)
    {
        var counts = new SortedDictionary<int, long>();
        foreach (var (index, count) in _counts)
        {
            var number = (int)(((index * TicksOf(_step)) - start) / length);
            counts[number] = counts.GetValueOrDefault(number) + count;
        }

        return new(start, length, counts);
    }

    private void AddAt(long ticks, long count)
    {
        var index = ticks / TicksOf(_step);
        _counts[index] = _counts.GetValueOrDefault(index) + count;
        while (_counts.Count > _most)
        {
            CoarsenTo(_step + 1);
        }
    }

    private void CoarsenTo(int step)
    {
        if (step <= _step)
        {
            return;
        }

        var coarser = new Dictionary<long, long>();
        foreach (var (index, count) in _counts)
        {
            var to = index * TicksOf(_step) / TicksOf(step);
            coarser[to] = coarser.GetValueOrDefault(to) + count;
        }

        (_counts, _step) = (coarser, step);
    }

    // Past the longest there is, each is twice the one before: a record may name any year.
    private static long TicksOf(int step) => step < s_minutes.Length
        ? s_minutes[step] * TimeSpan.TicksPerMinute
        : s_minutes[^1] * TimeSpan.TicksPerMinute << (step - s_minutes.Length + 1);
}
