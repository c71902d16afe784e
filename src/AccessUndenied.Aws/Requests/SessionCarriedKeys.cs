namespace AccessUndenied.Aws.Requests;

/// <summary>Keys that a session carries into whatever it calls, so that no list of an action's keys has them.</summary>
/// <remarks>Source: IAM User Guide, "AWS global condition context keys", properties of a role session; GK-22 to GK-26.</remarks>
internal static class SessionCarriedKeys
{
    private static readonly string[] s_prefixes =
    [
        "saml:", "ec2:RoleDelivery", "ec2:SourceInstance", "lambda:SourceFunction", "ssm:SourceInstance", "identitystore:", "codebuild:", "glue:",
    ];

    public static bool Contain(string key) => Array.Exists(s_prefixes, prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
