using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Events;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Partitioning;

/// <summary>The denied records of all partitions, as one process gives them, and what explains them: what adds the same to a finding is explained once.</summary>
/// <remarks>
/// Of records that are kept for themselves, results are those of one process. Of the others that is so of the example of a finding, which is the earliest of its
/// records, and of what all others add to it: what is written by findings is the same, byte for byte.
/// </remarks>
public sealed class MergedAnalysis
{
    // Beyond it results are made anew: slower, and the same.
    private const int MostShared = 100_000;

    private readonly MergedTrail _trail;
    private readonly Func<TrailPartition, CancellationToken, ValueTask<PartitionResult>> _allOf;
    private readonly ConditionalWeakTable<CloudTrailEvent, SharedRecord> _sharing = [];

    /// <summary>The records of a plan's partitions.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="range">The range by which it was made.</param>
    /// <param name="resultOf">Gives the result of a partition; asked in their order, once each.</param>
    /// <param name="allOf">Does the work on a partition again, keeping every record: where the earliest record of several that add the same was in another partition before.</param>
    public MergedAnalysis(
        TrailPlan plan,
        TrailRange range,
        Func<TrailPartition, CancellationToken, ValueTask<PartitionResult>> resultOf,
        Func<TrailPartition, CancellationToken, ValueTask<PartitionResult>> allOf)
    {
        ArgumentNullException.ThrowIfNull(allOf);
        _trail = new(plan, range, resultOf);
        _allOf = allOf;
    }

    /// <summary>The records; of those that add what others added before, only time and kind are filled.</summary>
    /// <param name="summary">Takes the counts.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CloudTrailFormatException">While reading: a source cannot be read, or there is no CloudTrail in any of it.</exception>
    public async IAsyncEnumerable<CloudTrailEvent> ReadAsync(ReadSummary summary, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var shared = new Dictionary<UInt128, SharedRecord>();
        await foreach (var partition in _trail.ReadAsync(summary, cancellationToken).ConfigureAwait(false))
        {
            var earliest = partition.Earliest();
            PartitionResult? whole = null;
            foreach (var record in partition.Records)
            {
                var contribution = partition.ContributionOf(record);
                if (contribution.Fingerprint is not { } print)
                {
                    yield return contribution.ToRecord();
                    continue;
                }

                var entry = partition.Result.Entries[record];
                var stands = earliest[entry.Contribution];
                if (!shared.TryGetValue(print, out var known) || MergedPartition.IsEarlier(partition.Result.Entries[stands].Time, known.First.Time))
                {
                    if (contribution.Kept != stands)
                    {
                        whole ??= await _allOf(partition.Partition, cancellationToken).ConfigureAwait(false);
                    }

                    known = new((partition.Partition.Number, stands), (contribution.Kept == stands ? contribution : whole!.Contributions[stands]).ToRecord());
                    Share(shared, print, known);
                }

                yield return known.Place == (partition.Partition.Number, record) ? known.First : Repeated(known, entry.Time);
            }
        }
    }

    /// <summary>What explains the records: <paramref name="analyzer"/>, once for all that add the same.</summary>
    public IAccessDeniedAnalyzer Explaining(IAccessDeniedAnalyzer analyzer)
    {
        ArgumentNullException.ThrowIfNull(analyzer);
        return new SharingAnalyzer(analyzer, _sharing);
    }

    private void Share(Dictionary<UInt128, SharedRecord> shared, UInt128 print, SharedRecord known)
    {
        if (shared.Count == MostShared)
        {
            shared.Clear();
        }

        shared[print] = known;
        _sharing.Add(known.First, known);
    }

    private CloudTrailEvent Repeated(SharedRecord known, DateTimeOffset? time)
    {
        var repeated = new CloudTrailEvent { Id = "", Time = time };
        _sharing.Add(repeated, known);
        return repeated;
    }

    /// <summary>A record that stands for others, and its result, once it was asked for.</summary>
    private sealed class SharedRecord((int Partition, int Record) place, CloudTrailEvent first)
    {
        private Task<AnalysisResult>? _result;

        public (int Partition, int Record) Place => place;

        public CloudTrailEvent First => first;

        // Two that ask at the same moment both have it explained, and get the same.
        public Task<AnalysisResult> ResultAsync(IAccessDeniedAnalyzer analyzer, CancellationToken cancellationToken) =>
            LazyInitializer.EnsureInitialized(ref _result, () => analyzer.AnalyzeAsync(first, cancellationToken).AsTask());
    }

    private sealed class SharingAnalyzer(IAccessDeniedAnalyzer analyzer, ConditionalWeakTable<CloudTrailEvent, SharedRecord> sharing) : IAccessDeniedAnalyzer
    {
        public async ValueTask<AnalysisResult> AnalyzeAsync(AccessDeniedEvent deniedEvent, CancellationToken cancellationToken = default)
        {
            if (deniedEvent is not CloudTrailEvent record || !sharing.TryGetValue(record, out var known))
            {
                return await analyzer.AnalyzeAsync(deniedEvent, cancellationToken).ConfigureAwait(false);
            }

            var result = await known.ResultAsync(analyzer, cancellationToken).ConfigureAwait(false);
            return ReferenceEquals(record, known.First) ? result : result.For(record.Id, record.Time);
        }

        public async IAsyncEnumerable<AnalysisResult> AnalyzeAsync(
            IAsyncEnumerable<AccessDeniedEvent> deniedEvents, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await foreach (var one in deniedEvents.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                yield return await AnalyzeAsync(one, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
