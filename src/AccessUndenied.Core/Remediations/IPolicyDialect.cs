using AccessUndenied.Requests;

namespace AccessUndenied.Remediations;

/// <summary>How a provider writes into a policy whom it speaks of, and whom it exempts.</summary>
public interface IPolicyDialect
{
    /// <summary>The <c>Version</c> that new policies carry.</summary>
    string Version { get; }

    /// <summary>The member and value that name <paramref name="principal"/> in a <c>Principal</c> element; null where it cannot be named.</summary>
    (string Type, string Value)? NameOf(Principal principal);

    /// <summary>The operator, key and value of a condition that exempts <paramref name="principal"/> from a Deny; null where there is none.</summary>
    (string Operator, string Key, string Value)? ExemptionOf(Principal principal);
}
