using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace AccessUndenied.Aws.Events.Trails;

/// <summary>One reading of trails for all who need something of them: the calls that made sessions, those that changed policies, and the denials themselves.</summary>
/// <remarks>
/// What explains a denial may stand anywhere in a trail, in the files of another Region and behind the denial, too. So all of it is read before the first denial is
/// explained, and once: the denials that are met are kept, and <see cref="TrailReader.FirstPass"/> gives them from memory, in their order.
/// Units: 64 MB of denials are kept, which are those of some millions of records; no more of them are looked at from then on, and the files behind that have some are read a
/// second time, for denials alone. So a trail of nothing but denials streams as well, in bounded memory. What is kept is given once, and forgotten. The alternative, to write denials
/// aside, would have kept files from being read twice and let a hostile one fill the disk.
/// It begins when the first asks for it. An input that can be read only once has no place in it.
/// </remarks>
public sealed class TrailPass
{
    private const long BytesBesideRecord = 256;
    private const long BytesBesideObject = 1024;

    private readonly IReadOnlyList<TrailSource> _sources;
    private readonly IReadOnlyList<IEventFormat> _formats;
    private readonly List<ITrailObserver> _observers = [];
    private readonly ConcurrentDictionary<string, PassedObject> _passed = new(StringComparer.Ordinal);
    private readonly PlainObjects _plain = new();
    [SuppressMessage("Design", "MA0158", Justification = "System.Threading.Lock does not exist on net8.0.")]
    private readonly object _beginning = new();
    private Task? _reading;
    private long _keptBytes;
    private volatile bool _keeps;

    /// <summary>A reading of trails.</summary>
    /// <param name="sources">The trails; none that can be read only once.</param>
    /// <param name="formats">The forms that are read besides JSON.</param>
    public TrailPass(IEnumerable<TrailSource> sources, IEnumerable<IEventFormat> formats)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(formats);
        _sources = [.. sources];
        _formats = [.. formats];
    }

    /// <summary>What of the trails is read: from before the refusals, as long as sessions last (36 hours at most), and policies as they were are asked for.</summary>
    /// <value>Default all of it.</value>
    public TrailRange Range { get; init; } = TrailRange.All;

    /// <summary>How much of denials is kept; the tests make it small.</summary>
    internal long MaxKeptBytes { get; init; } = 64 << 20;

    /// <summary>How many objects were read for denials a second time, or must be; for tests.</summary>
    internal int NotKept { get; private set; }

    /// <summary>Whether anybody asked for what it reads.</summary>
    internal bool HasBegun
    {
        get
        {
            lock (_beginning)
            {
                return _reading is not null;
            }
        }
    }

    /// <summary>Has somebody told of what is read, from the beginning on.</summary>
    internal void Observe(ITrailObserver observer)
    {
        lock (_beginning)
        {
            _observers.Add(_reading is null ? observer : throw new InvalidOperationException(EventMessages.PassHasBegun));
        }
    }

    /// <summary>Ends when all is read; the first call begins it.</summary>
    internal Task ReadAsync() => ReadAsync(null);

    /// <summary>The same, for somebody who reads denials then.</summary>
    internal Task ReadAsync(Wanted? wanted)
    {
        lock (_beginning)
        {
            return _reading ??= _sources.Count == 0 ? Task.CompletedTask : Task.Run(() => RunAsync(wanted));
        }
    }

    /// <summary>Whether the bytes of a source's objects are counted already.</summary>
    internal bool Reads(TrailSource source) => _sources.Any(own => own.Name == source.Name);

    /// <summary>Gives what was kept of an object, once; null where nothing was, or it has changed since.</summary>
    internal PassedObject? Take(TrailObject source) => _passed.TryRemove(source.Name, out var passed)
        ? passed.Length == source.Length && passed.Stamp == source.Stamp ? passed : null
        : _plain.Find(source);

    private async Task RunAsync(Wanted? wanted)
    {
        _keeps = wanted is not null;
        var options = new CloudTrailReaderOptions { Formats = _formats, AllRecords = true, Filter = IsWanted };
        var reader = new TrailReader(options) { MaxKnownEvents = 0, Range = Range };
        try
        {
            await foreach (var reading in reader.ReadingsAsync(_sources, wanted?.Summary ?? new(), CancellationToken.None).ConfigureAwait(false))
            {
                var isWanted = wanted?.IsOne(reading) == true;
                var denials = await TakeAsync(reading, _keeps && isWanted ? [] : null).ConfigureAwait(false);
                NotKept += !isWanted || TryKeep(reading, denials) ? 0 : 1;
            }
        }
        catch (Exception exception) when (exception is CloudTrailFormatException or IOException or UnauthorizedAccessException)
        {
            _observers.ForEach(observer => observer.Miss(exception.Message));
        }
    }

    // The denials, where there is room for them.
    private async Task<List<KeptDenial>?> TakeAsync(ObjectReader reading, List<KeptDenial>? denials)
    {
        var bytes = BytesBesideObject;
        try
        {
            await foreach (var found in reading.EventsAsync(CancellationToken.None).ConfigureAwait(false))
            {
                if (found is { Problem: null, Outcome: not ScanOutcome.Denied })
                {
                    if (!FixtureMark.IsOn(found))
                    {
                        _observers.ForEach(observer => observer.Take(found));
                    }

                    continue;
                }

                if (found.Problem is { } problem)
                {
                    // Nobody knows what it was: a damaged record, or the end of a trail that is cut off, may be the very call that is looked for.
                    _observers.ForEach(observer => observer.Miss(problem));
                }

                denials?.Add(new(found));
                bytes += found.Raw.Length + BytesBesideRecord;
                if (denials is not null && _keptBytes + bytes > MaxKeptBytes)
                {
                    (denials, _keeps) = (null, false);
                }
            }
        }
        catch (Exception exception) when (exception is CloudTrailFormatException or IOException or UnauthorizedAccessException)
        {
            // Whoever reads the denials meets it as well, and says so.
            _observers.ForEach(observer => observer.Miss(exception.Message));
            return null;
        }

        _keptBytes += denials is { Count: > 0 } ? bytes : 0;
        return denials;
    }

    private bool TryKeep(ObjectReader reading, List<KeptDenial>? denials)
    {
        if (reading.HasFailed || reading.MayFindMore || reading.Object.Stamp is null)
        {
            return false;
        }

        if (_plain.TryAdd(reading))
        {
            return true;
        }

        if (denials is null)
        {
            return false;
        }

        denials.TrimExcess();
        _passed[reading.Object.Name] = new(denials, reading.Summary, reading.PassedOver, reading.Object.Length, reading.Object.Stamp);
        return true;
    }

    private bool IsWanted(in ScannedRecord record)
    {
        var isWanted = false;
        foreach (var observer in _observers)
        {
            isWanted |= observer.Wants(in record);
        }

        return record.Outcome == ScanOutcome.Denied ? _keeps : isWanted;
    }

    /// <summary>Whose denials are read then, and what is told of bytes as they are read.</summary>
    internal sealed record Wanted(IReadOnlySet<string> Sources, TrailRange Range, ReadSummary Summary)
    {
        public bool IsOne(ObjectReader reading) =>
            Sources.Contains(reading.Source.Name) && (TrailPlace.Of(reading.Object.Name) is not { } place || Range.MayReach(place));
    }
}
