using AccessUndenied.Requests;

namespace AccessUndenied.Conditions;

/// <summary>Finds the value of any condition key of a request.</summary>
/// <remarks>Called from several threads at once; answers without I/O.</remarks>
public interface IConditionKeyRegistry
{
    /// <summary>The value of <paramref name="key"/>; <see cref="ContextValue.Unknown"/> where nobody knows it.</summary>
    ContextValue Resolve(string key, ConditionKeyQuery query);
}
