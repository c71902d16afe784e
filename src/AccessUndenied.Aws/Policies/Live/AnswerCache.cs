using System.Collections.Concurrent;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Observability;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>Fragments by what they were asked for; each is collected once, for all who ask at the same time and after.</summary>
/// <remarks>Those that a passing fault left incomplete are collected anew after a while. Beyond the limit it starts anew.</remarks>
internal sealed class AnswerCache<TKey>
    where TKey : notnull
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly string _name;
    private readonly ConcurrentDictionary<TKey, CachedAnswer> _entries = new();
    private readonly Func<TKey, CancellationToken, Task<Fragment>> _collect;
    private readonly int _limit;
    private readonly TimeProvider _time;

    public AnswerCache(string name, Func<TKey, CancellationToken, Task<Fragment>> collect, int limit, TimeProvider time)
    {
        _name = name;
        _collect = collect;
        _limit = limit;
        _time = time;
    }

    public Task<Fragment> GetAsync(TKey key, CancellationToken cancellationToken)
    {
        var isKnown = _entries.TryGetValue(key, out var entry);
        if (isKnown && entry!.IsStale(_time))
        {
            isKnown = false;
            _entries.TryRemove(KeyValuePair.Create(key, entry));
        }

        AwsInstruments.CountLookup(_name, isKnown);

        if (_entries.Count >= _limit)
        {
            _entries.Clear();
        }

        return _entries.GetOrAdd(key, added => new CachedAnswer(new(token => _collect(added, token)), _time.GetTimestamp())).Task.GetAsync(cancellationToken);
    }

    private sealed record CachedAnswer(SharedTask<Fragment> Task, long StartedAt)
    {
        public bool IsStale(TimeProvider time) => Task.ResultIfDone is { IsLasting: false } && time.GetElapsedTime(StartedAt) > s_patience;
    }
}
