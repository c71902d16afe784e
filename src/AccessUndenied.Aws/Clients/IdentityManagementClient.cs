using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace AccessUndenied.Aws.Clients;

/// <summary>Reads IAM.</summary>
/// <remarks>Source: IAM API Reference. Elements are handed on as they came: the snapshot keeps their names.</remarks>
internal sealed class IdentityManagementClient : AwsServiceClient
{
    private const string PageSize = "1000";

    public IdentityManagementClient(AccountAccess access, string region)
        : base(access, AwsService.Iam, region)
    {
    }

    /// <summary>One page of the account's users, groups, roles and managed policies; all four come in one stream.</summary>
    public Task<XElement> GetAccountAuthorizationDetailsAsync(string? marker, CancellationToken cancellationToken) =>
        QueryAsync("GetAccountAuthorizationDetails", page => RequirePage(page, "RoleDetailList"), [("MaxItems", PageSize), ("Marker", marker)], cancellationToken);

    public Task<XElement> GetUserAsync(string userName, CancellationToken cancellationToken) => GetAsync("GetUser", "User", cancellationToken, ("UserName", userName));

    public Task<XElement> GetRoleAsync(string roleName, CancellationToken cancellationToken) => GetAsync("GetRole", "Role", cancellationToken, ("RoleName", roleName));

    public Task<XElement> GetPolicyAsync(string policyArn, CancellationToken cancellationToken) => GetAsync("GetPolicy", "Policy", cancellationToken, ("PolicyArn", policyArn));

    public Task<XElement> GetPolicyVersionAsync(string policyArn, string versionId, CancellationToken cancellationToken) =>
        GetAsync("GetPolicyVersion", "PolicyVersion", cancellationToken, ("PolicyArn", policyArn), ("VersionId", versionId));

    public Task<XElement> GetUserPolicyAsync(string userName, string policyName, CancellationToken cancellationToken) =>
        QueryAsync("GetUserPolicy", "PolicyDocument", cancellationToken, ("UserName", userName), ("PolicyName", policyName));

    public Task<XElement> GetRolePolicyAsync(string roleName, string policyName, CancellationToken cancellationToken) =>
        QueryAsync("GetRolePolicy", "PolicyDocument", cancellationToken, ("RoleName", roleName), ("PolicyName", policyName));

    public Task<XElement> GetGroupPolicyAsync(string groupName, string policyName, CancellationToken cancellationToken) =>
        QueryAsync("GetGroupPolicy", "PolicyDocument", cancellationToken, ("GroupName", groupName), ("PolicyName", policyName));

    public IAsyncEnumerable<XElement> ListUserPoliciesAsync(string userName, CancellationToken cancellationToken) =>
        ListAsync("ListUserPolicies", "PolicyNames", cancellationToken, ("UserName", userName));

    public IAsyncEnumerable<XElement> ListRolePoliciesAsync(string roleName, CancellationToken cancellationToken) =>
        ListAsync("ListRolePolicies", "PolicyNames", cancellationToken, ("RoleName", roleName));

    public IAsyncEnumerable<XElement> ListGroupPoliciesAsync(string groupName, CancellationToken cancellationToken) =>
        ListAsync("ListGroupPolicies", "PolicyNames", cancellationToken, ("GroupName", groupName));

    public IAsyncEnumerable<XElement> ListAttachedUserPoliciesAsync(string userName, CancellationToken cancellationToken) =>
        ListAsync("ListAttachedUserPolicies", "AttachedPolicies", cancellationToken, ("UserName", userName));

    public IAsyncEnumerable<XElement> ListAttachedRolePoliciesAsync(string roleName, CancellationToken cancellationToken) =>
        ListAsync("ListAttachedRolePolicies", "AttachedPolicies", cancellationToken, ("RoleName", roleName));

    public IAsyncEnumerable<XElement> ListAttachedGroupPoliciesAsync(string groupName, CancellationToken cancellationToken) =>
        ListAsync("ListAttachedGroupPolicies", "AttachedPolicies", cancellationToken, ("GroupName", groupName));

    public IAsyncEnumerable<XElement> ListGroupsForUserAsync(string userName, CancellationToken cancellationToken) =>
        ListAsync("ListGroupsForUser", "Groups", cancellationToken, ("UserName", userName));

    public IAsyncEnumerable<XElement> ListUsersAsync(CancellationToken cancellationToken) => ListAsync("ListUsers", "Users", cancellationToken);

    public IAsyncEnumerable<XElement> ListRolesAsync(CancellationToken cancellationToken) => ListAsync("ListRoles", "Roles", cancellationToken);

    /// <summary>One page of AWS's own simulation.</summary>
    public Task<XElement> SimulateCustomPolicyAsync(IEnumerable<(string Name, string? Value)> parameters, CancellationToken cancellationToken) =>
        QueryAsync("SimulateCustomPolicy", result => Require(result, "EvaluationResults"), parameters, cancellationToken);

    private async Task<XElement> GetAsync(string operation, string member, CancellationToken cancellationToken, params (string Name, string? Value)[] parameters)
    {
        var result = await QueryAsync(
            operation, answer => Require(answer.Child(member) ?? throw new BadAnswerException(member), KeyOf(member)), parameters, cancellationToken).ConfigureAwait(false);
        return result.Child(member)!;
    }

    private async IAsyncEnumerable<XElement> ListAsync(
        string operation, string list, [EnumeratorCancellation] CancellationToken cancellationToken, params (string Name, string? Value)[] parameters)
    {
        string? marker = null;
        var pages = new PageTokens($"iam:{operation}", Access.AccountId);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            var page = await QueryAsync(
                operation, result => RequirePage(result, list), [.. parameters, ("MaxItems", PageSize), ("Marker", marker)], cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Items(list))
            {
                // A page that comes twice counts once.
                if (seen.Add(item.ToString(SaveOptions.DisableFormatting)))
                {
                    yield return item;
                }
            }

            marker = page.Flag("IsTruncated") ? page.Text("Marker") : null;
        }
        while (pages.GoesOnWith(marker));
    }

    private static string KeyOf(string member) => member == "PolicyVersion" ? "Document" : "Arn";

    // An empty list may be left out; a page that goes on says where.
    private static void RequirePage(XElement page, string list)
    {
        Require(page, list + "|IsTruncated");
        if (page.Flag("IsTruncated"))
        {
            Require(page, "Marker");
        }
    }
}
