using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Remediations;

/// <summary>How a provider writes policies, whom they can speak of, and which of them can be changed.</summary>
/// <remarks>Called from several threads at once; answers without I/O.</remarks>
public interface IPolicyDialect
{
    /// <summary>The <c>Version</c> that new policies carry.</summary>
    string Version { get; }

    /// <summary>The member and value that name <paramref name="principal"/> in a <c>Principal</c> element; null where it cannot be named.</summary>
    (string Type, string Value)? NameOf(Principal principal);

    /// <summary>The operator, key and value of a condition that exempts <paramref name="principal"/> from a Deny; null where there is none.</summary>
    (string Operator, string Key, string Value)? ExemptionOf(Principal principal);

    /// <summary>The conditions that hold for <paramref name="request"/> and that an Allow of its action ought to have.</summary>
    IReadOnlyList<(string Operator, string Key, string Value)> ConditionsOf(AuthorizationRequest request, PolicyLayer layer);

    /// <summary>Where the policies of <paramref name="target"/> are really changed; null where nobody can change them.</summary>
    ChangePlace? PlaceOf(PolicyLayer layer, string? target);

    /// <summary>Whether its owner can change <paramref name="policy"/>; false for what the provider keeps to itself.</summary>
    bool CanChange(AttachedPolicy policy);

    /// <summary>The most characters, without white space, that a policy of <paramref name="layer"/> may have; null where no limit is known.</summary>
    int? LongestPolicy(PolicyLayer layer, PolicyOrigin origin);

    /// <summary>The account and the region in which <paramref name="change"/> is made for <paramref name="request"/>; null where they are not known.</summary>
    (string? AccountId, string? Region) OwnerOf(PolicyChange change, AuthorizationRequest request, PolicySet policies) => (null, null);

    /// <summary>Writes <paramref name="change"/> so that it can be carried out: commands for a shell first, then templates.</summary>
    IReadOnlyList<ChangeScript> ScriptsOf(PolicyChange change);
}
