using AccessUndenied.Requests;

namespace AccessUndenied.Conditions;

/// <summary>Answers what is known of a condition key while one request is evaluated.</summary>
internal interface IContextLookup
{
    ContextValue Lookup(string key);

    /// <summary>Whether <paramref name="key"/> takes several values by definition, so that it cannot be a policy variable (VAR-03).</summary>
    bool IsMultivalued(string key);
}
