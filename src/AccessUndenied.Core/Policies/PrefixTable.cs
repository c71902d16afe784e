using System.Numerics;

namespace AccessUndenied.Policies;

/// <summary>Finds the entries whose literal prefix starts a given text, at a cost that does not grow with their number.</summary>
/// <remarks>
/// Entries are kept in a hash table by (length of the prefix, hash of the prefix). The text's own prefix hashes are computed once
/// (<see cref="PrefixHashes"/>), so that a lookup costs one probe for each distinct length. A hash that collides only adds a
/// candidate, which the caller compares in full.
/// </remarks>
internal sealed class PrefixTable
{
    private readonly ulong _lengthsLow;
    private readonly ulong _lengthsHigh;
    private readonly Slot[] _slots;
    private readonly int[] _entries;
    private readonly PrefixTable?[]? _deeper;

    private PrefixTable(ulong lengthsLow, ulong lengthsHigh, Slot[] slots, int[] entries, PrefixTable?[]? deeper)
    {
        _lengthsLow = lengthsLow;
        _lengthsHigh = lengthsHigh;
        _slots = slots;
        _entries = entries;
        _deeper = deeper;
    }

    /// <summary>Builds a table of entry numbers by prefix; entries under one prefix can have a table of their own.</summary>
    public static PrefixTable Build(IEnumerable<(string Prefix, int Entry)> pairs, bool ignoreCase, Func<int[], PrefixTable?>? deepen = null)
    {
        ulong low = 0, high = 0;
        var groups = new Dictionary<(int Length, uint Hash), List<int>>();
        foreach (var (prefix, entry) in pairs)
        {
            var length = Math.Min(prefix.Length, PrefixHashes.MaxLength);
            low |= length < 64 ? 1UL << length : 0;
            high |= length >= 64 ? 1UL << (length - 64) : 0;
            var key = (length, PrefixHashes.Of(prefix.AsSpan(0, length), ignoreCase));
            if (!groups.TryGetValue(key, out var group))
            {
                groups.Add(key, group = []);
            }

            if (group.Count == 0 || group[^1] != entry)
            {
                group.Add(entry);
            }
        }

        var slots = new Slot[BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, groups.Count * 2))];
        var entries = new List<int>();
        List<PrefixTable?>? deeper = deepen is null ? null : [];
        foreach (var ((length, hash), group) in groups)
        {
            var at = (int)(Spread(hash, length) & (uint)(slots.Length - 1));
            while (slots[at].Count > 0)
            {
                at = (at + 1) & (slots.Length - 1);
            }

            slots[at] = new(hash, (byte)length, entries.Count, group.Count, deeper?.Count ?? 0);
            entries.AddRange(group);
            deeper?.Add(deepen!([.. group]));
        }

        return new(low, high, slots, [.. entries], deeper is not null && deeper.Any(table => table is not null) ? [.. deeper] : null);
    }

    /// <summary>Visits every statement with an entry whose prefix starts the text behind <paramref name="hashes"/>; one with several prefixes more than once.</summary>
    /// <param name="statements">The statements that entries number.</param>
    /// <param name="hashes">The text.</param>
    /// <param name="second">The text for the tables under a prefix; null to visit all there.</param>
    /// <param name="visitor">Takes each statement.</param>
    public void Visit<TVisitor>(Statement[] statements, PrefixHashes hashes, PrefixHashes? second, ref TVisitor visitor)
        where TVisitor : struct, IStatementVisitor
    {
        VisitLengths(statements, _lengthsLow, 0, hashes, second, ref visitor);
        VisitLengths(statements, _lengthsHigh, 64, hashes, second, ref visitor);
    }

    private void VisitLengths<TVisitor>(Statement[] statements, ulong lengths, int offset, PrefixHashes hashes, PrefixHashes? second, ref TVisitor visitor)
        where TVisitor : struct, IStatementVisitor
    {
        while (lengths != 0)
        {
            var length = BitOperations.TrailingZeroCount(lengths) + offset;
            if (length > hashes.Length)
            {
                return;
            }

            lengths &= lengths - 1;
            VisitPrefix(statements, hashes[length], length, second, ref visitor);
        }
    }

    private void VisitPrefix<TVisitor>(Statement[] statements, uint hash, int length, PrefixHashes? second, ref TVisitor visitor)
        where TVisitor : struct, IStatementVisitor
    {
        for (var at = (int)(Spread(hash, length) & (uint)(_slots.Length - 1)); _slots[at].Count > 0; at = (at + 1) & (_slots.Length - 1))
        {
            ref readonly var slot = ref _slots[at];
            if (slot.Hash != hash || slot.Length != length)
            {
                continue;
            }

            if (second is not null && _deeper?[slot.Deeper] is { } table)
            {
                table.Visit(statements, second, null, ref visitor);
                return;
            }

            foreach (var entry in _entries.AsSpan(slot.Start, slot.Count))
            {
                visitor.Visit(statements[entry]);
            }

            return;
        }
    }

    private static uint Spread(uint hash, int length) => (hash ^ (uint)length) * 2654435769u >> 7;

    private readonly record struct Slot(uint Hash, byte Length, int Start, int Count, int Deeper);
}
