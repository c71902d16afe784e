using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Remediations.Opening;

/// <summary>What a provider's rules say of who is meant and which layers have a say, as far as computing what a change opens needs it.</summary>
/// <remarks>
/// An <see cref="IPolicyDialect"/> that is one of these too has each remediation say what else it opens, and to whom; without, that is left out.
/// Called from several threads at once; answers without I/O.
/// </remarks>
public interface IAccessRules
{
    /// <summary>The caller of <paramref name="request"/>, whose policies are <paramref name="policies"/>.</summary>
    IAccessCaller CallerOf(AuthorizationRequest request, PolicySet policies);

    /// <summary>The account whose principals <paramref name="entry"/> names all together; null where it names anybody else.</summary>
    string? AccountOf(PrincipalEntry entry);

    /// <summary>The account to which the one whom <paramref name="entry"/> names belongs; null where that is not known.</summary>
    string? HomeOf(PrincipalEntry entry);

    /// <summary>Who else has what is written into the own policies of <paramref name="entity"/>, because one thing makes the policies of all of them; null where it is its own.</summary>
    string? SharersOf(string entity) => null;

    /// <summary>The condition key that names the caller's entity.</summary>
    string CallerKey { get; }

    /// <summary>Whether <paramref name="key"/> takes several values by definition.</summary>
    bool IsMultivalued(string key);

    /// <summary>Whether <paramref name="layer"/> completes the ARNs of its statements.</summary>
    bool CompletesResources(PolicyLayer layer);

    /// <summary>Whether <paramref name="action"/> is authorized on no resource in particular.</summary>
    bool TakesNoResource(string action);

    /// <summary>The patterns of the resources that the policy of <paramref name="carrier"/> speaks of.</summary>
    IReadOnlyList<string> ResourcesOf(string carrier);

    /// <summary>The actions that need no permission.</summary>
    IReadOnlyList<string> FreeActions { get; }

    /// <summary>Some actions of <paramref name="service"/>, for examples; of well-known services where it is null.</summary>
    IEnumerable<string> ActionsOf(string? service);
}
