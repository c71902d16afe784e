using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Replays;

namespace AccessUndenied.Aws.Partitioning;

/// <summary>The replayed calls of all partitions, as one process gives them.</summary>
public sealed class MergedReplay
{
    private readonly MergedTrail _trail;

    /// <summary>The calls of a plan's partitions.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="range">The range by which it was made.</param>
    /// <param name="resultOf">Gives the result of a partition; asked in their order, once each.</param>
    public MergedReplay(TrailPlan plan, TrailRange range, Func<TrailPartition, CancellationToken, ValueTask<PartitionResult>> resultOf) => _trail = new(plan, range, resultOf);

    /// <summary>The calls.</summary>
    /// <param name="summary">Takes the counts.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CloudTrailFormatException">While reading: a source cannot be read, or there is no CloudTrail in any of it.</exception>
    public async IAsyncEnumerable<ReplayedCall> ReadAsync(ReadSummary summary, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(summary);
        await foreach (var partition in _trail.ReadAsync(summary, cancellationToken).ConfigureAwait(false))
        {
            var calls = new ReplayedCall?[partition.Result.Contributions.Count];
            foreach (var record in partition.Records)
            {
                var entry = partition.Result.Entries[record];
                if (partition.ContributionOf(record).HeldCall is { } held)
                {
                    yield return held;
                    continue;
                }

                var call = calls[entry.Contribution] ??= ReplayedCall.Read(partition.ContributionOf(record).Content.Span);
                yield return call.For(entry.Id, entry.Time);
            }
        }
    }
}
