using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;

namespace AccessUndenied.Aws.Partitioning;

/// <summary>Reads the results of partitions in the order of one process, and counts as it does: each record once, and each source with something in it.</summary>
/// <remarks>One partition's result is held at a time, beside what is known of records before it.</remarks>
internal sealed class MergedTrail
{
    private readonly TrailPlan _plan;
    private readonly TrailRange _range;
    private readonly Func<TrailPartition, CancellationToken, ValueTask<PartitionResult>> _resultOf;

    public MergedTrail(TrailPlan plan, TrailRange range, Func<TrailPartition, CancellationToken, ValueTask<PartitionResult>> resultOf)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(range);
        ArgumentNullException.ThrowIfNull(resultOf);
        (_plan, _range, _resultOf) = (plan, range, resultOf);
    }

    /// <summary>The partitions, each with the records of it that count.</summary>
    /// <exception cref="CloudTrailFormatException">The reading ends there, as in one process.</exception>
    public async IAsyncEnumerable<MergedPartition> ReadAsync(ReadSummary summary, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = new KnownEvents(TrailReader.DefaultMaxKnownEvents);
        var useful = _plan.Sources.Select(_ => new Usefulness()).ToList();
        foreach (var partition in _plan.Partitions)
        {
            var result = await _resultOf(partition, cancellationToken).ConfigureAwait(false);
            var records = new List<int>(result.Entries.Count);
            for (var i = 0; i < result.Entries.Count; i++)
            {
                if (known.Add(result.Entries[i].Key) || summary.DropsDuplicate(result.Entries[i].Kind, result.Entries[i].Failure))
                {
                    records.Add(i);
                }
            }

            yield return new(partition, result, records);
            var counts = result.Counts;
            summary.AddAll(counts.Summary);
            summary.AddLeftOut(counts.Summary.LeftOut, counts.Summary.BytesRead);
            useful[partition.SourceNumber].Add(counts.Objects, counts.IsUseful, counts.HasEvents);
            if (counts.Fault is { } fault)
            {
                throw new CloudTrailFormatException(fault);
            }
        }

        for (var i = 0; i < useful.Count; i++)
        {
            useful[i].Require(_plan.Sources[i], _range);
        }
    }
}
