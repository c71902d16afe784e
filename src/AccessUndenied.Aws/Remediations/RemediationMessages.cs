namespace AccessUndenied.Aws.Remediations;

/// <summary>What users are told about where and how changes of AWS policies are made.</summary>
internal static class RemediationMessages
{
    public const string ByHand = "Put this document in place of the present one:";

    public const string ForSession = "Pass this as the session policy when the session is made:";

    public const string NoResource = "No resource type of its own: put this document in place where the resource is defined";

    public static string PermissionSet(string name) =>
        $"The role is made by IAM Identity Center: change the permission set '{name}', never the role, and provision it anew.";
}
