using System.Collections.Concurrent;

namespace AccessUndenied.Aws.Policies.History;

/// <content>The moments at which what is known of missing records becomes another.</content>
internal sealed partial class TrailCoverage
{
    private readonly ConcurrentDictionary<string, DateTimeOffset[]> _breaks = new(StringComparer.Ordinal);
    private DateTimeOffset[]? _lossTimes;
    private DateTimeOffset[]? _allBreaks;

    /// <summary>The times of calls of which it is not known what they changed, in their order; asked for when all is read.</summary>
    public DateTimeOffset[] LossTimes => _lossTimes ??= [.. _losses.Select(loss => loss.Time).Distinct().Order()];

    /// <summary>The moments before and after which <see cref="SilenceBetween"/> may answer otherwise for any account, and those of <see cref="LossTimes"/>.</summary>
    public DateTimeOffset[] AllBreaks => _allBreaks ??= [.. _spans.Keys.SelectMany(BreaksOf).Concat(BreaksOf("")).Concat(LossTimes).Distinct().Order()];

    /// <summary>The moments before and after which <see cref="SilenceBetween"/> may answer otherwise for an account, in their order.</summary>
    public DateTimeOffset[] BreaksOf(string account) => _breaks.GetOrAdd(account, FindBreaks);

    private DateTimeOffset[] FindBreaks(string account)
    {
        var isQuiet = !_spans.TryGetValue(account, out var span) || span.Count < LeastRecords;
        var days = isQuiet ? [_allDays] : _days.Where(pair => pair.Key.Account == account).Select(pair => pair.Value);
        return [.. EndsOf(isQuiet ? _allTime : span!).Concat(days.SelectMany(one => one.Breaks)).Distinct().Order()];
    }

    // Times of records are whole seconds, mostly: those on both sides of a bound stand for it.
    private static IEnumerable<DateTimeOffset> EndsOf(Lifetime span)
    {
        if (span.Count < LeastRecords || span.Last <= span.First)
        {
            yield break;
        }

        var seconds = LeastAtEnds / (span.Count / (span.Last - span.First).TotalSeconds);
        foreach (var bound in new[] { span.First.ToUnixTimeSeconds() - seconds, span.First.ToUnixTimeSeconds(), span.Last.ToUnixTimeSeconds(), span.Last.ToUnixTimeSeconds() + seconds })
        {
            yield return DateTimeOffset.FromUnixTimeSeconds((long)Math.Floor(bound));
            yield return DateTimeOffset.FromUnixTimeSeconds((long)Math.Floor(bound) + 1);
        }
    }
}
