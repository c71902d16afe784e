using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Remediations.Opening;

/// <summary>The caller of one request, as the provider's rules see it.</summary>
/// <remarks>Used by one thread, for the time of one plan; answers without I/O.</remarks>
public interface IAccessCaller
{
    /// <summary>How the layers combine for the request, and which of them have a say.</summary>
    AccessScheme Scheme { get; }

    /// <summary>Whether <paramref name="element"/> speaks of the caller, and what an Allow is then worth.</summary>
    AccessGrades GradesOf(PrincipalElement? element, Effect effect);

    /// <summary>The same for a statement of a policy in which an account, where <paramref name="accountNamesRootAlone"/>, stands for its root user alone.</summary>
    AccessGrades GradesOf(PrincipalElement? element, Effect effect, bool accountNamesRootAlone) => GradesOf(element, effect);

    /// <summary>The value of <paramref name="key"/> that all requests of the caller share; unknown where they may differ.</summary>
    ContextValue SharedValue(string key);
}
