using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Remediations;

/// <summary>Names the account and Region in which the changes of a plan are made.</summary>
internal static class ChangeOwner
{
    public static Remediation Named(Remediation remediation, IPolicyDialect dialect, AuthorizationRequest request, PolicySet policies) =>
        remediation.Changes.Count == 0 ? remediation : remediation with { Changes = [.. remediation.Changes.Select(change => Named(change, dialect, request, policies))] };

    private static PolicyChange Named(PolicyChange change, IPolicyDialect dialect, AuthorizationRequest request, PolicySet policies)
    {
        var (account, region) = dialect.OwnerOf(change, request, policies);
        return change with { AccountId = account, Region = region };
    }
}
