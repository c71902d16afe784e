using AccessUndenied.Requests;

namespace AccessUndenied.Conditions;

/// <summary>Knows the values of some condition keys of a request.</summary>
/// <remarks>Called from several threads at once; answers without I/O.</remarks>
public interface IConditionKeyProvider
{
    /// <summary>Finds the value of <paramref name="key"/>; false where this provider does not know the key.</summary>
    /// <param name="key">The key as the policy spells it; compare without regard to case.</param>
    /// <param name="query">The event, the request and the facts that the policy source knows.</param>
    /// <param name="value">The value, <see cref="ContextValue.Absent"/> or <see cref="ContextValue.Unknown"/>.</param>
    bool TryGetValue(string key, ConditionKeyQuery query, out ContextValue value);
}
