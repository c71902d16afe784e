using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>When a trail has records at all, so that a silence where many were to be expected is seen for what it may be: a gap.</summary>
/// <remarks>
/// Units: five minutes, a bit each for every account and Region that has records on a day; so it grows with days and not with records.
/// Filled by several threads, then read by several.
/// </remarks>
internal sealed partial class TrailCoverage
{
    private const int SecondsOfSpan = 300;
    private const int SpansOfDay = 288;

    // A silence in which that many records were to be expected at the trail's own average pace is none that comes by chance.
    private const double LeastExpected = 30;

    // Before the first record and after the last one, where a snapshot stands.
    private const double LeastAtEnds = 10;

    // Of fewer records nothing can be expected: they are what somebody has picked.
    private const int LeastRecords = 100;

    private readonly Dictionary<(string Account, string Region), HeardDays> _days = [];

    // Of an account with few records nothing can be expected, but a trail that is silent altogether lacks its records, too.
    private readonly HeardDays _allDays = new();
    private readonly Lifetime _allTime = new();
    private readonly Dictionary<string, Lifetime> _spans = new(StringComparer.Ordinal);
    [SuppressMessage("Design", "MA0158", Justification = "System.Threading.Lock does not exist on net8.0.")]
    private readonly object _adding = new();
    private readonly List<TrailLoss> _losses = [];
    private bool _isBroken;

    // Most records are of the account and Region of the one before them.
    private (byte[] Account, byte[] Region, HeardDays Days, Lifetime Span) _last = ([], [], new(), new());

    /// <summary>Takes a record's time.</summary>
    /// <param name="account">The account, as UTF-8.</param>
    /// <param name="region">The Region, as UTF-8.</param>
    /// <param name="time">The time.</param>
    public void Add(ReadOnlySpan<byte> account, ReadOnlySpan<byte> region, DateTimeOffset time)
    {
        lock (_adding)
        {
            if (!account.SequenceEqual(_last.Account) || !region.SequenceEqual(_last.Region))
            {
                var (days, span) = Find(Encoding.UTF8.GetString(account), Encoding.UTF8.GetString(region));
                _last = (account.ToArray(), region.ToArray(), days, span);
            }

            _last.Days.Add(time.ToUnixTimeSeconds() / SecondsOfSpan);
            _last.Span.Add(time);
            _allDays.Add(time.ToUnixTimeSeconds() / SecondsOfSpan);
            _allTime.Add(time);
        }
    }

    /// <summary>Takes a record's time.</summary>
    public void Add(string account, string region, DateTimeOffset time) => Add(Encoding.UTF8.GetBytes(account), Encoding.UTF8.GetBytes(region), time);

    /// <summary>Takes the time of a call that changed something in an account, of which its record does not tell what.</summary>
    public void AddLoss(TrailLoss loss) => _losses.Add(loss);

    /// <summary>The calls that changed tags of which their records do not tell.</summary>
    public IEnumerable<TrailLoss> LostTags => _losses.Where(loss => loss.IsOfTags);

    /// <summary>Whether any such call was met.</summary>
    public bool HasLosses => _losses.Count > 0;

    /// <summary>Since when a call may have changed something between two moments of which its record does not tell what; null where none did.</summary>
    /// <param name="account">The account; null for any.</param>
    /// <param name="service">The service whose policies are meant, such as <c>iam</c>; null for any.</param>
    /// <param name="target">What carries them; null for anything.</param>
    /// <param name="from">The first moment.</param>
    /// <param name="to">The last moment.</param>
    /// <param name="areTags">Whether tags are meant, and not policies.</param>
    public DateTimeOffset? LossBetween(string? account, string? service, string? target, DateTimeOffset from, DateTimeOffset to, bool areTags = false)
    {
        foreach (var loss in _losses)
        {
            if (loss.IsOfTags == areTags && loss.MayConcern(account, service, target) && loss.Time >= from && loss.Time <= to)
            {
                return loss.Time;
            }
        }

        return null;
    }

    /// <summary>Takes it that the rest of the trail could not be read, so that nothing is known of any time.</summary>
    public void Break() => _isBroken = true;

    /// <summary>Since when records that changed a slot seem to be missing between two moments; null where none are.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="account">The account whose trail has its changes; null where it is not known.</param>
    /// <param name="from">The first moment.</param>
    /// <param name="to">The last moment.</param>
    /// <param name="isToSeen">Whether the last moment is that of a snapshot, which is taken a little after the last record.</param>
    public DateTimeOffset? GapBetween(PolicySlot slot, string? account, DateTimeOffset from, DateTimeOffset to, bool isToSeen = false)
    {
        return _isBroken ? from
            : (account is null ? null : LossBetween(account, slot.Service, slot.Carrier, from, to, slot.Kind == SlotKind.ResourceTags)) ?? SilenceBetween(account, from, to, isToSeen);
    }

    /// <summary>Since when an account's trail is silent for longer than chance allows; null where it is not.</summary>
    public DateTimeOffset? SilenceBetween(string? account, DateTimeOffset from, DateTimeOffset to, bool isToSeen)
    {
        if (_isBroken || account is null)
        {
            return _isBroken ? from : null;
        }

        var isQuiet = !_spans.TryGetValue(account, out var span) || span.Count < LeastRecords;
        if (EndsBetween(isQuiet ? _allTime : span!, from, to, isToSeen) is { } end)
        {
            return end;
        }

        var (first, last) = (from.ToUnixTimeSeconds() / SecondsOfSpan, to.ToUnixTimeSeconds() / SecondsOfSpan);
        foreach (var days in isQuiet ? [_allDays] : _days.Where(pair => pair.Key.Account == account).Select(pair => pair.Value))
        {
            if (days.GapIn(first, last) is { } gap)
            {
                return DateTimeOffset.FromUnixTimeSeconds(gap * SecondsOfSpan);
            }
        }

        return null;
    }

    // Since when there are no records, before the first one or after the last one.
    private static DateTimeOffset? EndsBetween(Lifetime span, DateTimeOffset from, DateTimeOffset to, bool isToSeen)
    {
        if (span.Count < LeastRecords || span.Last <= span.First)
        {
            return null;
        }

        var pace = span.Count / (span.Last - span.First).TotalSeconds;
        if ((span.First - from).TotalSeconds * pace >= LeastAtEnds)
        {
            return from;
        }

        return to > span.Last && (!isToSeen || (to - span.Last).TotalSeconds * pace >= LeastAtEnds) ? span.Last : null;
    }

    private (HeardDays Days, Lifetime Span) Find(string account, string region)
    {
        if (!_days.TryGetValue((account, region), out var days))
        {
            _days.Add((account, region), days = new());
        }

        if (!_spans.TryGetValue(account, out var span))
        {
            _spans.Add(account, span = new());
        }

        return (days, span);
    }

    private sealed class Lifetime
    {
        public DateTimeOffset First { get; private set; } = DateTimeOffset.MaxValue;

        public DateTimeOffset Last { get; private set; } = DateTimeOffset.MinValue;

        public long Count { get; private set; }

        public void Add(DateTimeOffset time)
        {
            First = time < First ? time : First;
            Last = time > Last ? time : Last;
            Count++;
        }
    }

    private sealed class HeardDays
    {
        private readonly Dictionary<long, ulong[]> _bits = [];
        private List<(long From, long To)>? _gaps;
        private long _first = long.MaxValue;
        private long _last = long.MinValue;
        private long _count;

        private double Pace => (double)_count / (_last - _first + 1);

        public void Add(long span)
        {
            _count++;
            (_first, _last) = (Math.Min(_first, span), Math.Max(_last, span));
            var day = Math.DivRem(span, SpansOfDay, out var within);
            if (!_bits.TryGetValue(day, out var bits))
            {
                _bits.Add(day, bits = new ulong[(SpansOfDay + 63) / 64]);
            }

            bits[within / 64] |= 1UL << (int)(within % 64);
        }

        /// <summary>Where a gap begins that overlaps with the time between two spans; null where none does.</summary>
        public long? GapIn(long first, long last)
        {
            if (_count < LeastRecords)
            {
                return null;
            }

            foreach (var (from, to) in _gaps ??= FindGaps())
            {
                if (from <= last && to >= first)
                {
                    return Math.Max(from, first);
                }
            }

            return null;
        }

        /// <summary>Where gaps begin and end.</summary>
        public IEnumerable<DateTimeOffset> Breaks => _count < LeastRecords ? [] : (_gaps ??= FindGaps())
            .SelectMany(gap => new[] { DateTimeOffset.FromUnixTimeSeconds(gap.From * SecondsOfSpan), DateTimeOffset.FromUnixTimeSeconds((gap.To + 1) * SecondsOfSpan) });

        // The spans at both ends of a gap may have lost a part of their records.
        private List<(long From, long To)> FindGaps()
        {
            var gaps = new List<(long, long)>();
            var before = _first;
            foreach (var (day, bits) in _bits.OrderBy(pair => pair.Key))
            {
                for (var within = 0; within < SpansOfDay; within++)
                {
                    if ((bits[within / 64] & (1UL << (within % 64))) == 0)
                    {
                        continue;
                    }

                    var span = (day * SpansOfDay) + within;
                    if ((span - before - 1) * Pace >= LeastExpected)
                    {
                        gaps.Add((before, span));
                    }

                    before = span;
                }
            }

            return gaps;
        }
    }
}
