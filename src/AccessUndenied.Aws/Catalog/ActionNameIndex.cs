using System.Numerics;

namespace AccessUndenied.Aws.Catalog;

/// <summary>Which services have an action of a name, without reading the services.</summary>
/// <remarks>Needed only for event sources that nobody knows, so built on first use.</remarks>
internal sealed class ActionNameIndex
{
    private readonly ServiceIndex _services;
    private readonly int[] _buckets;
    private readonly NameSlot[] _entries;
    private int _count;

    internal ActionNameIndex(ServiceIndex services, int actions)
    {
        _services = services;
        _buckets = new int[BitOperations.RoundUpToPowerOf2((uint)actions)];
        _entries = new NameSlot[actions];
        for (var number = 0; number < services.Count; number++)
        {
            AddActionsOf(number);
        }
    }

    /// <summary>The action called <paramref name="name"/> when one service alone has it.</summary>
    internal CatalogAction? FindOnly(ReadOnlySpan<char> name)
    {
        CatalogAction? only = null;
        var hash = NameHash.Of(name);
        for (var i = _buckets[hash & (uint)(_buckets.Length - 1)] - 1; i >= 0; i = _entries[i].Next)
        {
            if (_entries[i].Hash != hash || _services.At(_entries[i].Service).FindAction(name) is not { } action)
            {
                continue;
            }

            if (only is not null)
            {
                return null;
            }

            only = action;
        }

        return only;
    }

    private void AddActionsOf(int number)
    {
        var cursor = new CatalogCursor(_services.TextOf(number));
        cursor.NextLine();
        var types = cursor.Number();
        for (var i = 0; i < types; i++)
        {
            cursor.NextLine();
        }

        while (cursor.NextLine() && _count < _entries.Length)
        {
            var hash = NameHash.Of(cursor.Field());
            ref var bucket = ref _buckets[hash & (uint)(_buckets.Length - 1)];
            _entries[_count] = new NameSlot(hash, number, bucket - 1);
            bucket = ++_count;
        }
    }

    private readonly struct NameSlot(uint hash, int service, int next)
    {
        internal readonly uint Hash = hash;
        internal readonly int Service = service;
        internal readonly int Next = next;
    }
}
