using AccessUndenied.Conditions;
using AccessUndenied.Events;

namespace AccessUndenied.Repetitions;

/// <summary>Tells which events say the same but for their ids and times, so that one analysis explains them all.</summary>
/// <remarks>
/// <para>Two events are equal to it when they differ in nothing but id, time, origin and what no stage of the analysis looks at.</para>
/// <para>Threads: called from several at once; answers without I/O.</para>
/// <para>Faults: throws nothing.</para>
/// </remarks>
public interface IRepetition : IEqualityComparer<AccessDeniedEvent>
{
    /// <summary>The event without its id, its time and its origin, as it is kept to be compared with others.</summary>
    AccessDeniedEvent Kept(AccessDeniedEvent deniedEvent);

    /// <summary>The same after something was found for the event; whatever of it was not looked at to find that may be left open, and equals whatever another event has there.</summary>
    /// <remarks>Where this is not implemented, nothing is left open.</remarks>
    AccessDeniedEvent KeptAsAsked(AccessDeniedEvent deniedEvent) => Kept(deniedEvent);

    /// <summary>Whether what is found for <paramref name="deniedEvent"/> holds for the same event at another time, condition keys and changed policies aside.</summary>
    bool MayRepeat(AccessDeniedEvent deniedEvent);

    /// <summary>Whether the value of a condition key follows from the event's time or id.</summary>
    /// <param name="key">The key, in any spelling; see <see cref="ConditionKeyQuery"/>.</param>
    bool DependsOnTime(string key);
}
