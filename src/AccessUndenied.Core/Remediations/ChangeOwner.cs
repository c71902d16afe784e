using AccessUndenied.Explanations;
using AccessUndenied.Results;

namespace AccessUndenied.Remediations;

/// <summary>Names the account and Region in which the changes of a plan are made.</summary>
internal static class ChangeOwner
{
    public static Remediation Named(Remediation remediation, IPolicyDialect dialect, IReadOnlyList<Denial> denials) =>
        remediation.Changes.Count == 0 ? remediation : new Remediation(remediation) { Changes = [.. remediation.Changes.Select(change => Named(change, dialect, denials))] };

    // A change that mends several requests has one owner: what it is attached to is the same for all.
    private static PolicyChange Named(PolicyChange change, IPolicyDialect dialect, IReadOnlyList<Denial> denials)
    {
        var denial = denials.FirstOrDefault(one => change.For.Any(request => request.Resource == one.Request.Resource && request.Action == one.Request.Action)) ?? denials[0];
        var (account, region) = dialect.OwnerOf(change, denial.Request, denial.Policies);
        return change with { AccountId = account, Region = region };
    }
}
