using System.Collections.Frozen;
using AccessUndenied.Aws.Catalog;

namespace AccessUndenied.Aws.Requests;

/// <summary>Which boundary <c>iam:PermissionsBoundary</c> holds: the one that a call brings, or the one that the user or role has (PB-02).</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html">Service Authorization Reference</see>.</remarks>
internal static class BoundaryActions
{
    public const string Key = "iam:PermissionsBoundary";

    private static readonly FrozenSet<string> s_bringing = new[]
    {
        "iam:CreateUser", "iam:CreateRole", "iam:PutUserPermissionsBoundary", "iam:PutRolePermissionsBoundary",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the request of <paramref name="action"/> names the boundary.</summary>
    public static bool Bring(string action) => s_bringing.Contains(action);

    /// <summary>Whether the key holds the boundary that the user or role has already.</summary>
    public static bool TellOfPresentOne(string action) => !Bring(action) && ActionCatalog.Default.FindAction(action)?.Supplies(Key) == true;
}
