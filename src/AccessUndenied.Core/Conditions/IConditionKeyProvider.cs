using AccessUndenied.Requests;

namespace AccessUndenied.Conditions;

/// <summary>Knows the values of some condition keys of a request.</summary>
/// <remarks>
/// <para>Threads: called from several at once; answers without I/O.</para>
/// <para>Order: the provider that was added last is asked first, and the first that knows a key has the say.</para>
/// <para>Caching: asked at most once for a spelling of a key in one request.</para>
/// <para>Faults: throws nothing. A key that it knows and a value that nobody knows is <see cref="ContextValue.Unknown"/>; a key that the request certainly lacks is
/// <see cref="ContextValue.Absent"/>; and a key that it does not know is false.</para>
/// </remarks>
public interface IConditionKeyProvider
{
    /// <summary>Finds the value of <paramref name="key"/>; false where this provider does not know the key.</summary>
    /// <param name="key">The key as the policy spells it; compare without regard to case.</param>
    /// <param name="query">The event, the request and the facts that the policy source knows.</param>
    /// <param name="value">The value, <see cref="ContextValue.Absent"/> or <see cref="ContextValue.Unknown"/>.</param>
    bool TryGetValue(string key, ConditionKeyQuery query, out ContextValue value);
}
