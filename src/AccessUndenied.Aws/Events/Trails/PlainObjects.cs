using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AccessUndenied.Aws.Events.Trails;

/// <summary>The objects that a reading found nothing in that must be told, with what they came to: most of a trail, in little memory.</summary>
/// <remarks>An object is told by 128 bits of a hash of its name, length and stamp. Units: a million of them at most, about 60 MB; others are read again.</remarks>
internal sealed class PlainObjects
{
    private const int Most = 1_000_000;

    private readonly ConcurrentDictionary<UInt128, (long Succeeded, IReadOnlyDictionary<string, long>? Failures)> _objects = new();
    private int _count;

    /// <summary>Keeps what a reading came to; false where there is more to it than counts, or no room.</summary>
    public bool TryAdd(ObjectReader reading)
    {
        var summary = reading.Summary;
        var isPlain = reading.PassedOver is null && summary is { Denied: 0, Bad: 0, Files: 1, DigestFiles: 0, PassedOverFiles.Count: 0, CutOffInputs.Count: 0 };
        return isPlain && _count++ < Most && _objects.TryAdd(KeyOf(reading.Object), (summary.Succeeded, summary.OtherErrors == 0 ? null : summary.OtherErrorCodes));
    }

    /// <summary>What was kept of an object, once; null where nothing was.</summary>
    public PassedObject? Find(TrailObject source)
    {
        if (_objects.IsEmpty || !_objects.TryRemove(KeyOf(source), out var counts))
        {
            return null;
        }

        var summary = new ReadSummary { Files = 1 };
        summary.Set(0, 0, counts.Succeeded, counts.Failures?.Values.Sum() ?? 0, counts.Failures);
        return new([], summary, null, source.Length, source.Stamp);
    }

    private static UInt128 KeyOf(TrailObject source)
    {
        var text = $"{source.Name}\n{source.Length}\n{source.Stamp}";
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), hash);
        return new(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]));
    }
}
