namespace AccessUndenied.Results;

/// <summary>Events counted in spans of time of one length.</summary>
/// <param name="Start">When the first span begins, in ticks of UTC.</param>
/// <param name="Length">How long each is, in ticks; 0 where there are none.</param>
/// <param name="Counts">How many events a span has, by its number from 0; spans without events are left out.</param>
internal readonly record struct TimeSpans(long Start, long Length, IReadOnlyDictionary<int, long> Counts)
{
    /// <summary>No spans at all.</summary>
    public static TimeSpans None { get; } = new(0, 0, new Dictionary<int, long>());

    /// <summary>When the span <paramref name="number"/> begins.</summary>
    public DateTimeOffset StartOf(int number) => new(Start + (number * Length), TimeSpan.Zero);

    /// <summary>How many spans there are from the first with an event to the last.</summary>
    public int Count => Counts.Count == 0 ? 0 : Counts.Keys.Max() + 1;
}
