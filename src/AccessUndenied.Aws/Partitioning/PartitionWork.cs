using System.Runtime.CompilerServices;
using System.Threading.Channels;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Replays;
using AccessUndenied.Replays;
using AccessUndenied.Reports;

namespace AccessUndenied.Aws.Partitioning;

/// <summary>Does the work on partitions, one after the other or several at a time.</summary>
/// <remarks>
/// Bad records and files are told of in the result, as one process would tell of them. Safe for use by several threads at once.
/// </remarks>
public sealed class PartitionWork
{
    private readonly IReadOnlyList<IEventFormat> _formats;
    private readonly TrailRange _range;
    private readonly TrailPass? _pass;
    private readonly TrailPass.Wanted? _wanted;
    private PlannedBuckets? _buckets;

    /// <summary>Work on partitions of a range.</summary>
    /// <param name="formats">The forms that are read besides JSON.</param>
    /// <param name="range">What is asked for: that by which the partitions were planned.</param>
    public PartitionWork(IEnumerable<IEventFormat> formats, TrailRange range)
    {
        ArgumentNullException.ThrowIfNull(formats);
        ArgumentNullException.ThrowIfNull(range);
        _formats = [.. formats];
        _range = range;
    }

    private PartitionWork(PartitionWork other, TrailPass pass, TrailPass.Wanted wanted)
    {
        (_formats, _range, _pass, _wanted) = (other._formats, other._range, pass, wanted);
        (HoldsRecords, Connection, PaysForRequests) = (other.HoldsRecords, other.Connection, other.PaysForRequests);
    }

    /// <summary>Whether records and calls that are kept for themselves stay in results as they are, and become bytes when somebody asks for these: for results that stay in this process.</summary>
    /// <value>Default false.</value>
    public bool HoldsRecords { get; init; }

    /// <summary>How AWS is reached, where partitions lie in buckets; it stays its owner's to dispose of. Null, the default, for files alone.</summary>
    public AwsConnection? Connection { get; init; }

    /// <summary>Whether the caller agrees to pay for the requests and the transfer, as a Requester Pays bucket demands.</summary>
    /// <value>Default false.</value>
    public bool PaysForRequests { get; init; }

    private PlannedBuckets Buckets => _buckets ?? Interlocked.CompareExchange(ref _buckets, new(Connection, PaysForRequests), null) ?? _buckets;

    /// <summary>The same work, with denials taken from a reading that others need of the same sources, as <see cref="TrailReader.FirstPass"/> is.</summary>
    /// <param name="pass">The reading.</param>
    /// <param name="plan">All partitions that are worked on.</param>
    /// <param name="summary">Is told of the bytes that are read; they count in no result then.</param>
    public PartitionWork After(TrailPass pass, TrailPlan plan, ReadSummary summary)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(summary);
        return new(this, pass, new(plan.Sources.ToHashSet(StringComparer.Ordinal), _range, summary));
    }

    /// <summary>Finds the denied records of a partition, and what each adds to a finding.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="analyzer">Explains each record, so that those that add the same are kept once; null keeps every record, to be explained where results are put together.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="TrailChangedException">A file is not as it was when it was listed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    public async Task<PartitionResult> AnalyzeAsync(TrailPartition partition, IAccessDeniedAnalyzer? analyzer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partition);
        var draft = new ResultDraft(HoldsRecords);
        var prints = new ResultFingerprints();
        var counts = await ReadAsync(partition, new() { Formats = _formats }, async records =>
        {
            await foreach (var found in records.ConfigureAwait(false))
            {
                draft.Add(found, analyzer is null ? null : prints.Of(await analyzer.AnalyzeAsync(found, cancellationToken).ConfigureAwait(false)));
            }
        }, cancellationToken).ConfigureAwait(false);
        return draft.ToResult(partition.Number, counts);
    }

    /// <summary>Replays the calls of a partition.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="replay">Replays calls.</param>
    /// <param name="options">How; <see cref="ReplayOptions.KeepsRequests"/> has no effect.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="TrailChangedException">A file is not as it was when it was listed.</exception>
    /// <exception cref="ChangeFormatException">A change cannot be made of the policies at hand.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    public async Task<PartitionResult> ReplayAsync(TrailPartition partition, IReplay replay, ReplayOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partition);
        ArgumentNullException.ThrowIfNull(replay);
        var draft = new ResultDraft(HoldsRecords);
        var counts = await ReadAsync(partition, new() { Formats = _formats, AllRecords = true }, async records =>
        {
            // Records are read ahead of their calls, and there is one call a record, in the same order.
            var ahead = Channel.CreateUnbounded<RecordFacts>(new() { SingleReader = true, SingleWriter = true });
            var calls = CloudTrailCalls.OfAsync(NotedAsync(records, ahead.Writer, cancellationToken), cancellationToken);
            await foreach (var call in replay.ReplayAsync(calls, options, cancellationToken).ConfigureAwait(false))
            {
                draft.Add(await ahead.Reader.ReadAsync(cancellationToken).ConfigureAwait(false), call);
            }
        }, cancellationToken).ConfigureAwait(false);
        return draft.ToResult(partition.Number, counts);
    }

    private async Task<PartitionCounts> ReadAsync(
        TrailPartition partition, CloudTrailReaderOptions options, Func<IAsyncEnumerable<CloudTrailEvent>, Task> work, CancellationToken cancellationToken)
    {
        var summary = new ReadSummary();
        var found = new Usefulness();

        // Which of them come again is told where the results are put together.
        var atOnce = partition.Listed.Any(one => one.IsInBucket) ? PlannedBuckets.ObjectsAtOnce : 1;
        var reader = new TrailReader(options) { Range = _range, MaxKnownEvents = 0, MaxConcurrency = atOnce, Part = found, FirstPass = _pass, PassWanted = _wanted };
        try
        {
            await work(reader.ReadAsync([new PlannedSource(partition, Buckets.Open)], summary, cancellationToken)).ConfigureAwait(false);
            return PartitionCounts.Of(summary, found, null);
        }
        catch (CloudTrailFormatException exception)
        {
            return PartitionCounts.Of(summary, found, exception.Message);
        }
    }

    private static async IAsyncEnumerable<CloudTrailEvent> NotedAsync(
        IAsyncEnumerable<CloudTrailEvent> records, ChannelWriter<RecordFacts> ahead, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var record in records.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            ahead.TryWrite(RecordFacts.Of(record));
            yield return record;
        }
    }
}
