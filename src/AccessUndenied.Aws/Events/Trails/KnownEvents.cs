using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AccessUndenied.Aws.Events.Trails;

/// <summary>Tells events that were there before, in bounded memory: what lies further back than the bound is forgotten, and counts again.</summary>
/// <remarks>
/// An event is told by its <c>eventID</c>, service and operation, of which 128 bits of a hash are kept: records that somebody gave one id, and that tell of different
/// calls, are all kept. One without an id is never taken for another. Two generations take turns: the older one is dropped when the younger one is full.
/// </remarks>
/// <param name="most">How many events are known at most.</param>
internal sealed class KnownEvents(int most)
{
    private HashSet<UInt128> _older = [];
    private HashSet<UInt128> _younger = [];

    /// <summary>Whether an event is new; it is known from then on.</summary>
    public bool Add(CloudTrailEvent found) => most == 0 || Add(KeyOf(found));

    /// <summary>The same of an event by its key.</summary>
    public bool Add(UInt128? known)
    {
        if (most == 0 || known is not { } key)
        {
            return true;
        }

        if (_older.Contains(key) || !_younger.Add(key))
        {
            return false;
        }

        if (_younger.Count >= Math.Max(1, most / 2))
        {
            (_older, _younger) = (_younger, []);
        }

        return true;
    }

    /// <summary>What an event is told by; null where it has no id.</summary>
    public static UInt128? KeyOf(CloudTrailEvent found)
    {
        if (found.Id.Length == 0)
        {
            return null;
        }

        var text = $"{found.Id}\n{found.Service}\n{found.Operation}";
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), hash);
        return new UInt128(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]));
    }
}
