using AccessUndenied.Requests;

namespace AccessUndenied.Conditions;

/// <summary>Finds the value of any condition key of a request.</summary>
/// <remarks>
/// <para>Threads: called from several at once; answers without I/O.</para>
/// <para>Order: providers before facts of the policy source; see <see cref="IConditionKeyProvider"/>.</para>
/// <para>Caching: the caller asks at most once for a spelling of a key in one request.</para>
/// <para>Faults: throws nothing; what nobody knows is <see cref="ContextValue.Unknown"/>.</para>
/// </remarks>
public interface IConditionKeyRegistry
{
    /// <summary>The value of <paramref name="key"/>; <see cref="ContextValue.Unknown"/> where nobody knows it.</summary>
    ContextValue Resolve(string key, ConditionKeyQuery query);
}
