using static AccessUndenied.Aws.Policies.History.WriteKind;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>The rows of IAM and AWS Organizations.</summary>
internal static partial class WriteRows
{
    /// <summary>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html">IAM API Reference</see>.</summary>
    public static IReadOnlyList<WriteRow> Iam { get; } =
    [
        Of("CreateUser", CreateEntity, "userName"),
        Of("CreateGroup", CreateEntity, "groupName"),
        Of("CreateRole", CreateEntity, "roleName", "assumeRolePolicyDocument"),
        Of("CreateServiceLinkedRole", CreateEntity, "roleName"),
        Of("DeleteServiceLinkedRole", LoseEntity, "roleName"),
        Of("DeleteUser", DeleteEntity, "userName"),
        Of("DeleteGroup", DeleteEntity, "groupName"),
        Of("DeleteRole", DeleteEntity, "roleName"),
        Of("UpdateUser", RenameEntity, "userName"),
        Of("UpdateGroup", RenameEntity, "groupName"),
        Of("PutUserPolicy", PutInline, "userName", "policyDocument"),
        Of("PutGroupPolicy", PutInline, "groupName", "policyDocument"),
        Of("PutRolePolicy", PutInline, "roleName", "policyDocument"),
        Of("DeleteUserPolicy", DeleteInline, "userName"),
        Of("DeleteGroupPolicy", DeleteInline, "groupName"),
        Of("DeleteRolePolicy", DeleteInline, "roleName"),
        Of("AttachUserPolicy", Attach, "userName"),
        Of("AttachGroupPolicy", Attach, "groupName"),
        Of("AttachRolePolicy", Attach, "roleName"),
        Of("DetachUserPolicy", Detach, "userName"),
        Of("DetachGroupPolicy", Detach, "groupName"),
        Of("DetachRolePolicy", Detach, "roleName"),
        Of("PutUserPermissionsBoundary", PutBoundary, "userName"),
        Of("PutRolePermissionsBoundary", PutBoundary, "roleName"),
        Of("DeleteUserPermissionsBoundary", DeleteBoundary, "userName"),
        Of("DeleteRolePermissionsBoundary", DeleteBoundary, "roleName"),
        Of("UpdateAssumeRolePolicy", PutTrust, "roleName", "policyDocument"),
        Of("AddUserToGroup", AddMember, "userName"),
        Of("RemoveUserFromGroup", RemoveMember, "userName"),
        Of("TagUser", Tag, "userName"),
        Of("TagRole", Tag, "roleName"),
        Of("UntagUser", Untag, "userName"),
        Of("UntagRole", Untag, "roleName"),
        Of("CreatePolicy", CreateManaged, "policyName", "policyDocument"),
        Of("CreatePolicyVersion", CreateVersion, "policyArn", "policyDocument"),
        Of("SetDefaultPolicyVersion", SetVersion, "policyArn"),
        Of("DeletePolicy", DeleteManaged, "policyArn"),
    ];

    /// <summary>Source: <see href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_Operations.html">AWS Organizations API Reference</see>.</summary>
    public static IReadOnlyList<WriteRow> Organizations { get; } =
    [
        OfOrganization("CreatePolicy", CreateOrganizationPolicy, "policyId", "content"),
        OfOrganization("UpdatePolicy", UpdateOrganizationPolicy, "policyId", "content"),
        OfOrganization("DeletePolicy", DeleteOrganizationPolicy, "policyId"),
        OfOrganization("AttachPolicy", AttachOrganizationPolicy, "policyId"),
        OfOrganization("DetachPolicy", DetachOrganizationPolicy, "policyId"),
        OfOrganization("MoveAccount", Move, "accountId"),
        OfOrganization("RemoveAccountFromOrganization", JoinOrLeave, "accountId"),
        OfOrganization("LeaveOrganization", JoinOrLeave, ""),
        OfOrganization("AcceptHandshake", JoinOrLeave, ""),
        OfOrganization("DeleteOrganization", JoinOrLeave, ""),
        OfOrganization("EnablePolicyType", LoseOrganization, "rootId"),
        OfOrganization("DisablePolicyType", LoseOrganization, "rootId"),
    ];

    private static WriteRow Of(string name, WriteKind kind, string carrier, string document = "") =>
        new("iam", name, kind, carrier, document, $"https://docs.aws.amazon.com/IAM/latest/APIReference/API_{name}.html");

    private static WriteRow OfOrganization(string name, WriteKind kind, string carrier, string document = "") =>
        new("organizations", name, kind, carrier, document, $"https://docs.aws.amazon.com/organizations/latest/APIReference/API_{name}.html");
}
