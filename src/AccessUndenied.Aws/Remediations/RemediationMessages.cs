namespace AccessUndenied.Aws.Remediations;

/// <summary>What users are told about where and how changes of AWS policies are made.</summary>
internal static class RemediationMessages
{
    public const string ByHand = "Put this document in place of the present one:";

    public const string ForSession = "Pass this as the session policy when the session is made:";

    public const string NoResource = "No resource type of its own: put this document in place where the resource is defined";

    public static string PermissionSet(string name) =>
        $"The role is made by IAM Identity Center: change the permission set '{name}', never the role, and provision it anew.";

    public const string ExemptsAddress = "An address is not a caller: everybody behind it is exempted, and whoever comes to use it later.";

    public const string ExemptsFromMuch = "The deny covers many actions, and the caller is exempted from all of them, now and whenever it gains permissions.";

    public static string ExemptsValue(string key) => $"The exemption is for everybody whose {key} has the value, not for this caller alone.";

    public static string SelfEscalation(string caller) => $"{caller} could change its own permissions with it, and so give itself any.";

    public static string AnyRole(string caller) => $"With it {caller} can take on every role that trusts it or its account.";

    public static string ForeignCaller(string caller, string home, string owner) =>
        $"{caller} belongs to account {home}, not to {owner} which owns the resource: be sure that you know whose it is, since whoever administers that account can act as it.";

    public static string Everybody(string resource) => $"Everybody on the internet could do it on {resource}.";

    public static string ConfusedDeputy(string service) =>
        $"{service} acts for every customer of AWS: without a condition on its source, a resource of any account can come through it.";

    public static string AttachAgain(string name, string command) =>
        $"Without '{name}', or another policy that allows, nothing is allowed at or below this level: {command}";
}
