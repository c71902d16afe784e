using System.Text;

namespace AccessUndenied.Aws.Catalog;

/// <summary>Values by ASCII name, whatever the case, looked up by span without allocating.</summary>
/// <remarks>Filled once by its owner, then only read, from any number of threads.</remarks>
internal sealed class NameTable<T>
    where T : class
{
    private readonly int[] _buckets;
    private TableSlot[] _entries;
    private int _count;

    internal NameTable(int capacity)
    {
        _buckets = new int[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, 4))];
        _entries = new TableSlot[capacity];
    }

    /// <summary>Adds <paramref name="value"/>; an earlier value of the same name stays and the new one is not kept.</summary>
    internal void Add(string name, T value)
    {
        var hash = NameHash.Of(name);
        if (Find(name, hash) is not null)
        {
            return;
        }

        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, (_count * 2) + 4);
        }

        ref var bucket = ref _buckets[hash & (uint)(_buckets.Length - 1)];
        _entries[_count] = new TableSlot(name, value, hash, bucket - 1);
        bucket = ++_count;
    }

    internal T? Find(ReadOnlySpan<char> name) => Find(name, NameHash.Of(name));

    internal T? Find(ReadOnlySpan<char> name, uint hash)
    {
        for (var i = _buckets[hash & (uint)(_buckets.Length - 1)] - 1; i >= 0; i = _entries[i].Next)
        {
            ref readonly var entry = ref _entries[i];
            if (entry.Hash == hash && Ascii.EqualsIgnoreCase(entry.Name, name))
            {
                return entry.Value;
            }
        }

        return null;
    }

    private readonly struct TableSlot(string name, T value, uint hash, int next)
    {
        internal readonly string Name = name;
        internal readonly T Value = value;
        internal readonly uint Hash = hash;
        internal readonly int Next = next;
    }
}
