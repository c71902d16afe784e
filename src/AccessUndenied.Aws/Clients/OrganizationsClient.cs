using System.Runtime.CompilerServices;
using System.Text.Json;

namespace AccessUndenied.Aws.Clients;

/// <summary>Reads an organization.</summary>
/// <remarks>Source: AWS Organizations API Reference. A page may be empty and still have a successor.</remarks>
internal sealed class OrganizationsClient : AwsServiceClient
{
    public OrganizationsClient(AccountAccess access, string region)
        : base(access, AwsService.Organizations, region)
    {
    }

    /// <summary>The client of <paramref name="access"/>.</summary>
    public static OrganizationsClient Of(AccountAccess access) => access.Client((owner, region) => new OrganizationsClient(owner, region));

    /// <summary>Whether <paramref name="exception"/> says that there is no organization, which is an answer.</summary>
    public static bool SaysNone(AwsCallException exception) => exception.Code == "AWSOrganizationsNotInUseException";

    // Without these nothing is known of any account's place.
    protected override bool IsVital(string operation) => operation is "DescribeOrganization" or "ListRoots";

    public async Task<JsonElement> DescribeOrganizationAsync(CancellationToken cancellationToken) =>
        (await JsonAsync("DescribeOrganization", "Organization", cancellationToken).ConfigureAwait(false)).Member("Organization");

    public async Task<JsonElement> DescribeOrganizationalUnitAsync(string organizationalUnitId, CancellationToken cancellationToken) =>
        (await JsonAsync("DescribeOrganizationalUnit", "OrganizationalUnit", cancellationToken, ("OrganizationalUnitId", organizationalUnitId)).ConfigureAwait(false)).Member("OrganizationalUnit");

    public async Task<JsonElement> DescribeAccountAsync(string accountId, CancellationToken cancellationToken) =>
        (await JsonAsync("DescribeAccount", "Account", cancellationToken, ("AccountId", accountId)).ConfigureAwait(false)).Member("Account");

    public async Task<JsonElement> DescribePolicyAsync(string policyId, CancellationToken cancellationToken) =>
        (await JsonAsync("DescribePolicy", writer => writer.WriteString("PolicyId", policyId), RequirePolicy, cancellationToken).ConfigureAwait(false)).Member("Policy");

    public IAsyncEnumerable<JsonElement> ListRootsAsync(CancellationToken cancellationToken) => ListAsync("ListRoots", "Roots", cancellationToken);

    public IAsyncEnumerable<JsonElement> ListParentsAsync(string childId, CancellationToken cancellationToken) =>
        ListAsync("ListParents", "Parents", cancellationToken, ("ChildId", childId));

    public IAsyncEnumerable<JsonElement> ListAccountsAsync(CancellationToken cancellationToken) => ListAsync("ListAccounts", "Accounts", cancellationToken);

    public IAsyncEnumerable<JsonElement> ListAccountsForParentAsync(string parentId, CancellationToken cancellationToken) =>
        ListAsync("ListAccountsForParent", "Accounts", cancellationToken, ("ParentId", parentId));

    public IAsyncEnumerable<JsonElement> ListOrganizationalUnitsForParentAsync(string parentId, CancellationToken cancellationToken) =>
        ListAsync("ListOrganizationalUnitsForParent", "OrganizationalUnits", cancellationToken, ("ParentId", parentId));

    public IAsyncEnumerable<JsonElement> ListPoliciesForTargetAsync(string targetId, string filter, CancellationToken cancellationToken) =>
        ListAsync("ListPoliciesForTarget", "Policies", cancellationToken, ("TargetId", targetId), ("Filter", filter));

    private static void RequirePolicy(JsonElement answer)
    {
        if (answer.Member("Policy").Text("Content") is null)
        {
            throw new BadAnswerException("Content");
        }
    }

    private async IAsyncEnumerable<JsonElement> ListAsync(
        string operation, string list, [EnumeratorCancellation] CancellationToken cancellationToken, params (string Name, string? Value)[] members)
    {
        string? next = null;
        var pages = new PageTokens($"organizations:{operation}", Access.AccountId);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            var page = await JsonAsync(operation, list, cancellationToken, [.. members, ("NextToken", next)]).ConfigureAwait(false);
            foreach (var item in page.Items(list))
            {
                // A page that comes twice counts once.
                if (seen.Add(item.GetRawText()))
                {
                    yield return item;
                }
            }

            next = page.Text("NextToken");
        }
        while (pages.GoesOnWith(next));
    }
}
