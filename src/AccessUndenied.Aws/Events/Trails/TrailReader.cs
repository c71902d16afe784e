using System.Buffers;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace AccessUndenied.Aws.Events.Trails;

/// <summary>Reads the records of trails, wherever they lie: several objects at a time, in their order, each event once.</summary>
/// <remarks>
/// Units: as many objects are read at a time as there are cores (more of a bucket); what was read waits for what comes before it, and reading waits where too much
/// does, so memory does not grow with the trail.
/// Errors: those of <see cref="CloudTrailReader"/>. An object of several that cannot be opened gives an event with <c>Problem</c>; one without CloudTrail is listed in
/// <see cref="ReadSummary.PassedOverFiles"/>.
/// Safe for use by several threads at once.
/// </remarks>
public sealed class TrailReader
{
    internal const int DefaultMaxKnownEvents = 1_000_000;

    private readonly CloudTrailReaderOptions _options;

    /// <summary>A reader with these options, of which <see cref="CloudTrailReaderOptions.SourceName"/> is not used.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside of its limits.</exception>
    public TrailReader(CloudTrailReaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        CloudTrailReaderOptions.Validate(options);
        _options = options;
    }

    /// <summary>What is read; all by default.</summary>
    public TrailRange Range { get; init; } = TrailRange.All;

    /// <summary>How many events are known at most when an event is looked for among those before it; one that comes again counts once, as long as it is known.</summary>
    /// <value>0 or more; default 1,000,000, about 40 MB. 0 looks for none.</value>
    public int MaxKnownEvents { get; init; } = DefaultMaxKnownEvents;

    /// <summary>How many objects are read at a time; null, the default, for as many as their source is worth.</summary>
    /// <value>1 or more.</value>
    public int? MaxConcurrency { get; init; }

    /// <summary>The reading that others need of the same sources; denials are taken from it, as far as it kept them. Null, the default, for none.</summary>
    /// <remarks>
    /// It is done when the first event comes out. Where <see cref="CloudTrailReaderOptions.AllRecords"/> are asked for it is of no use, nor with a <see cref="Checkpoint"/>
    /// or a <see cref="Range"/>, which are there so that objects need not be opened: it is done then when somebody asks for what it finds.
    /// </remarks>
    public TrailPass? FirstPass { get; init; }

    /// <summary>Keeps what was found; null, the default, for nothing.</summary>
    public ITrailCheckpoint? Checkpoint { get; init; }

    /// <summary>Takes what is found where the sources are a part of one: that there is nothing in a part is no fault. Null for whole sources.</summary>
    internal Usefulness? Part { get; init; }

    /// <summary>Whose denials <see cref="FirstPass"/> is to keep, where this reading is one of several; null for this one's.</summary>
    internal TrailPass.Wanted? PassWanted { get; init; }

    private TrailPass? Passed => Checkpoint is not null || !Range.IsAll || (_options.AllRecords && _options.Filter is null) ? null : FirstPass;

    /// <summary>Reads the denied events of sources, one source after the other; all records where <see cref="CloudTrailReaderOptions.AllRecords"/> says so.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="summary">Takes the counts of each object when it is whole.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CloudTrailFormatException">While reading: a source cannot be opened or listed, or there is no CloudTrail in any of it.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    public IAsyncEnumerable<CloudTrailEvent> ReadAsync(IEnumerable<TrailSource> sources, ReadSummary summary, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(summary);
        return ReadInOrderAsync([.. sources], summary, cancellationToken);
    }

    /// <summary>Starts the readings of all objects, a bounded number ahead, and gives each in its turn; whoever takes one reads its events to their end.</summary>
    internal async IAsyncEnumerable<ObjectReader> ReadingsAsync(
        IReadOnlyList<TrailSource> sources, ReadSummary summary, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var concurrency = Math.Max(1, MaxConcurrency ?? sources.Select(source => source.Concurrency).DefaultIfEmpty(1).Max());
        var started = Channel.CreateBounded<ObjectReader>(new BoundedChannelOptions(concurrency) { SingleReader = true, SingleWriter = true });
        var starting = StartAllAsync(sources, started, summary, stop.Token);
        try
        {
            await foreach (var reading in started.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return reading;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }

        await starting.ConfigureAwait(false);
    }

    private async IAsyncEnumerable<CloudTrailEvent> ReadInOrderAsync(
        IReadOnlyList<TrailSource> sources, ReadSummary summary, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Passed is { } pass)
        {
            var wanted = PassWanted ?? new TrailPass.Wanted(sources.Select(source => source.Name).ToHashSet(StringComparer.Ordinal), Range, summary);
            await pass.ReadAsync(wanted).WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        var known = new KnownEvents(MaxKnownEvents);
        var useful = sources.Distinct().ToDictionary(source => source, _ => Part ?? new Usefulness());
        await foreach (var reading in ReadingsAsync(sources, summary, cancellationToken).ConfigureAwait(false))
        {
            var keeps = new KeptObject(reading, Checkpoint);
            await foreach (var found in reading.EventsAsync(cancellationToken).ConfigureAwait(false))
            {
                useful[reading.Source].HasEvents = true;
                await keeps.AddAsync(found, cancellationToken).ConfigureAwait(false);
                if (summary.Takes(found, known, Range))
                {
                    yield return found;
                }
            }

            await keeps.CompleteAsync(cancellationToken).ConfigureAwait(false);
            summary.AddAll(reading.Summary);
            useful[reading.Source].Count(reading.PassedOver is null);
            if (reading.PassedOver is { } reason && reason != EventMessages.Digest)
            {
                summary.AddPassedOver(reading.Object.Name, reason);
            }
        }

        foreach (var (source, found) in useful)
        {
            if (Part is null)
            {
                found.Require(source.Name, Range);
            }
        }
    }

    // At most as many are under way as the channel holds, the one that is looked at and the one that waits for room.
    private async Task StartAllAsync(IReadOnlyList<TrailSource> sources, Channel<ObjectReader> started, ReadSummary summary, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var source in sources)
            {
                await foreach (var listed in source.ListAsync(Range, cancellationToken).ConfigureAwait(false))
                {
                    await started.Writer.WaitToWriteAsync(cancellationToken).ConfigureAwait(false);
                    var reading = ObjectReader.Start(source, listed, _options, Checkpoint, Passed, summary, cancellationToken);
                    await started.Writer.WriteAsync(reading, cancellationToken).ConfigureAwait(false);
                }
            }

            started.Writer.Complete();
        }
        catch (Exception exception)
        {
            started.Writer.Complete(exception);
        }
    }

    /// <summary>Hands what is found in one object to the checkpoint.</summary>
    private sealed class KeptObject(ObjectReader reading, ITrailCheckpoint? checkpoint)
    {
        private readonly ArrayBufferWriter<byte> _finding = new();
        private bool _isBegun;

        private ITrailCheckpoint? Store => reading.Object.Stamp is null || reading.Object.PassedOver is not null || reading.WasKept ? null : checkpoint;

        public async ValueTask AddAsync(CloudTrailEvent found, CancellationToken cancellationToken)
        {
            if (Store is not { } store)
            {
                return;
            }

            await BeginAsync(store, cancellationToken).ConfigureAwait(false);
            _finding.ResetWrittenCount();
            KeptFinding.Write(found, _finding);
            await store.AddAsync(_finding.WrittenMemory, cancellationToken).ConfigureAwait(false);
        }

        public async ValueTask CompleteAsync(CancellationToken cancellationToken)
        {
            if (Store is not { } store || reading.MayFindMore)
            {
                return;
            }

            await BeginAsync(store, cancellationToken).ConfigureAwait(false);
            await store.CompleteAsync(KeptSummary.Write(reading.Summary, reading.PassedOver), cancellationToken).ConfigureAwait(false);
        }

        private async ValueTask BeginAsync(ITrailCheckpoint store, CancellationToken cancellationToken)
        {
            if (!_isBegun)
            {
                _isBegun = true;
                await store.BeginAsync(reading.Object, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
