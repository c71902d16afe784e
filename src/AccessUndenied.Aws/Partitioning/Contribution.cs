using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Replays;

namespace AccessUndenied.Aws.Partitioning;

/// <summary>What records of a partition come to, all of them the same; written as bytes when somebody asks for these.</summary>
internal sealed class Contribution
{
    private readonly ReadOnlyMemory<byte> _content;
    private readonly CloudTrailEvent? _record;

    /// <param name="fingerprint">By which it is known in other partitions too; null where it is of one record alone.</param>
    /// <param name="kept">The number of the record that stands for them, counted from 0: the earliest by time, and of those the first.</param>
    /// <param name="content">Of a denial that record, as a checkpoint keeps it; of a replayed call what became of it.</param>
    public Contribution(UInt128? fingerprint, int kept, ReadOnlyMemory<byte> content)
    {
        (Fingerprint, Kept, _content) = (fingerprint, kept, content);
    }

    /// <summary>The contribution of one denial alone, which stays as it is.</summary>
    public Contribution(int kept, CloudTrailEvent record) => (Kept, _record) = (kept, record);

    /// <summary>The contribution of one call alone, which stays as it is.</summary>
    public Contribution(int kept, ReplayedCall call) => (Kept, HeldCall) = (kept, call);

    public UInt128? Fingerprint { get; }

    public int Kept { get; }

    /// <summary>The call of one record alone; null where there are bytes.</summary>
    public ReplayedCall? HeldCall { get; }

    public ReadOnlyMemory<byte> Content => _record is not null ? KeptFinding.BytesOf(_record) : HeldCall is not null ? HeldCall.ToBytes() : _content;

    public CloudTrailEvent ToRecord() => _record ?? KeptFinding.Read(_content);
}
