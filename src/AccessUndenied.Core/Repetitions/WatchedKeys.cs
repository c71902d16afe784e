using AccessUndenied.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Repetitions;

/// <summary>Asks another registry, and remembers whether a key was asked for whose value follows from the event's time.</summary>
internal sealed class WatchedKeys(IConditionKeyRegistry keys, IRepetition repetition) : IConditionKeyRegistry
{
    private bool _askedForTime;

    public bool AskedForTime => Volatile.Read(ref _askedForTime);

    public ContextValue Resolve(string key, ConditionKeyQuery query)
    {
        if (repetition.DependsOnTime(key))
        {
            Volatile.Write(ref _askedForTime, true);
        }

        return keys.Resolve(key, query);
    }
}
