using System.Buffers;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Replays;

namespace AccessUndenied.Aws.Partitioning;

/// <summary>The result of a partition in the making.</summary>
/// <param name="holdsRecords">Whether what is of one record alone stays as it is, and is not written as bytes.</param>
internal sealed class ResultDraft(bool holdsRecords)
{
    private readonly List<PartitionEntry> _entries = [];
    private readonly List<Contribution> _contributions = [];
    private readonly Dictionary<UInt128, int> _byFingerprint = [];
    private readonly ArrayBufferWriter<byte> _kept = new();

    /// <summary>Adds a denied record.</summary>
    /// <param name="found">The record.</param>
    /// <param name="fingerprint">What of its result counts in a finding; null where the record is kept for itself.</param>
    public void Add(CloudTrailEvent found, UInt128? fingerprint)
    {
        var number = Known(fingerprint);
        if (number is { } known && MergedPartition.IsEarlier(found.Time, _entries[_contributions[known].Kept].Time))
        {
            _contributions[known] = new(fingerprint, _entries.Count, Bytes(found));
        }

        if (holdsRecords && fingerprint is null)
        {
            _contributions.Add(new(_entries.Count, found));
            number = _contributions.Count - 1;
        }

        Add(found, found.Time, "", number ?? Keep(fingerprint, () => Bytes(found)));
    }

    /// <summary>Adds a call.</summary>
    /// <param name="record">Its record.</param>
    /// <param name="call">What became of it.</param>
    public void Add(RecordFacts record, ReplayedCall call)
    {
        if (holdsRecords)
        {
            _contributions.Add(new(_entries.Count, call));
            _entries.Add(new(record.Key, record.Kind, _contributions.Count - 1, call.Time, call.EventId, record.Failure));
            return;
        }

        var content = call.ToBytes();
        var fingerprint = ContentPrint.Of(content);
        var isToldOf = call.Change is not null || call.Mismatch is not null;
        var contribution = Known(fingerprint) ?? Keep(fingerprint, () => content);
        _entries.Add(new(record.Key, record.Kind, contribution, call.Time, isToldOf ? call.EventId : "", record.Failure));
    }

    public PartitionResult ToResult(int partition, PartitionCounts counts) => new(partition, counts, _entries, _contributions);

    private void Add(CloudTrailEvent found, DateTimeOffset? time, string id, int contribution) =>
        _entries.Add(new(KnownEvents.KeyOf(found), ReadSummary.KindOf(found), contribution, time, id, ReadSummary.FailureOf(found)));

    private byte[] Bytes(CloudTrailEvent found)
    {
        _kept.ResetWrittenCount();
        KeptFinding.Write(found, _kept);
        return _kept.WrittenSpan.ToArray();
    }

    private int? Known(UInt128? fingerprint) => fingerprint is { } print && _byFingerprint.TryGetValue(print, out var number) ? number : null;

    private int Keep(UInt128? fingerprint, Func<byte[]> content)
    {
        if (fingerprint is { } print)
        {
            _byFingerprint.Add(print, _contributions.Count);
        }

        _contributions.Add(new(fingerprint, _entries.Count, content()));
        return _contributions.Count - 1;
    }
}
