using System.Collections.Frozen;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>The actions that change the tags of users and roles, by which policies decide what these may do (<c>aws:PrincipalTag</c>).</summary>
/// <remarks>
/// Source: IAM User Guide, "Controlling access for IAM principals" (<see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_iam-tags.html"/>), and the Service Authorization
/// Reference of AWS Identity and Access Management (<see href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html"/>).
/// </remarks>
internal static class PrincipalTags
{
    private static readonly FrozenSet<string> s_actions =
        new[] { "iam:TagRole", "iam:TagUser", "iam:UntagRole", "iam:UntagUser" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether <paramref name="request"/> changes the tags of a user or a role.</summary>
    public static bool AreChangedBy(AuthorizationRequest request) => s_actions.Contains(request.Action);

    /// <summary>Whether it changes those of the caller itself.</summary>
    public static bool AreOwn(AuthorizationRequest request) => AreChangedBy(request) && request.Resource.Value == request.Principal.EntityId;
}
