namespace AccessUndenied.Requests;

/// <summary>Answers what is known of the condition keys of one request.</summary>
/// <remarks>
/// A <see cref="RequestContext"/> is one. Answers without I/O, and the same for one key each time. One instance serves one evaluation: it need not be
/// safe for several threads.
/// </remarks>
public interface IContextLookup
{
    /// <summary>The value of <paramref name="key"/>, which is compared without regard to case; <see cref="ContextValue.Unknown"/> where nobody knows it.</summary>
    ContextValue Lookup(string key);

    /// <summary>Whether <paramref name="key"/> takes several values by definition, so that it cannot be a policy variable (VAR-03).</summary>
    bool IsMultivalued(string key);
}
