using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Remembers answers up to a number of them, and then starts anew.</summary>
/// <remarks>Events name resources without end; the few that come again and again are back after one miss.</remarks>
internal sealed class BoundedCache<TKey, TValue>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> _items = new();
    private readonly int _limit;
    private int _count;

    public BoundedCache(int limit) => _limit = limit;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => _items.TryGetValue(key, out value);

    /// <summary>Keeps <paramref name="value"/>, or gives back what another thread kept first.</summary>
    public TValue Keep(TKey key, TValue value)
    {
        if (Interlocked.Increment(ref _count) > _limit)
        {
            _items.Clear();
            Interlocked.Exchange(ref _count, 1);
        }

        return _items.GetOrAdd(key, value);
    }
}
