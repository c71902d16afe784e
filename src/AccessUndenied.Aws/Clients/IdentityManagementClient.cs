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
        QueryAsync("GetAccountAuthorizationDetails", cancellationToken, ("MaxItems", PageSize), ("Marker", marker));

    public Task<XElement> GetUserAsync(string userName, CancellationToken cancellationToken) => GetAsync("GetUser", "User", cancellationToken, ("UserName", userName));

    public Task<XElement> GetRoleAsync(string roleName, CancellationToken cancellationToken) => GetAsync("GetRole", "Role", cancellationToken, ("RoleName", roleName));

    public Task<XElement> GetPolicyAsync(string policyArn, CancellationToken cancellationToken) => GetAsync("GetPolicy", "Policy", cancellationToken, ("PolicyArn", policyArn));

    public Task<XElement> GetPolicyVersionAsync(string policyArn, string versionId, CancellationToken cancellationToken) =>
        GetAsync("GetPolicyVersion", "PolicyVersion", cancellationToken, ("PolicyArn", policyArn), ("VersionId", versionId));

    public Task<XElement> GetUserPolicyAsync(string userName, string policyName, CancellationToken cancellationToken) =>
        QueryAsync("GetUserPolicy", cancellationToken, ("UserName", userName), ("PolicyName", policyName));

    public Task<XElement> GetRolePolicyAsync(string roleName, string policyName, CancellationToken cancellationToken) =>
        QueryAsync("GetRolePolicy", cancellationToken, ("RoleName", roleName), ("PolicyName", policyName));

    public Task<XElement> GetGroupPolicyAsync(string groupName, string policyName, CancellationToken cancellationToken) =>
        QueryAsync("GetGroupPolicy", cancellationToken, ("GroupName", groupName), ("PolicyName", policyName));

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
        QueryAsync("SimulateCustomPolicy", parameters, cancellationToken);

    private async Task<XElement> GetAsync(string operation, string member, CancellationToken cancellationToken, params (string Name, string? Value)[] parameters)
    {
        var result = await QueryAsync(operation, parameters, cancellationToken).ConfigureAwait(false);
        return result.Child(member) ?? throw new AwsCallException(AwsFault.Unreachable, null, LiveMessages.LacksMember($"iam:{operation}", Access.AccountId, member), null);
    }

    private async IAsyncEnumerable<XElement> ListAsync(
        string operation, string list, [EnumeratorCancellation] CancellationToken cancellationToken, params (string Name, string? Value)[] parameters)
    {
        string? marker = null;
        do
        {
            var page = await QueryAsync(operation, [.. parameters, ("MaxItems", PageSize), ("Marker", marker)], cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Items(list))
            {
                yield return item;
            }

            marker = page.Flag("IsTruncated") ? page.Text("Marker") : null;
        }
        while (marker is not null);
    }
}
