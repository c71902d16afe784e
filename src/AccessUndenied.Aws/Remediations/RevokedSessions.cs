using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Tells a Deny that takes back the credentials which were given out before some time.</summary>
/// <remarks>
/// Rule: SESS-07. Sources: IAM User Guide, "Revoke IAM role temporary security credentials", whose policy AWSRevokeOlderSessions IAM attaches to the role:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html.
/// </remarks>
internal static class RevokedSessions
{
    public const string Key = "aws:TokenIssueTime";

    /// <summary>Whether <paramref name="statement"/> denies what was issued before a time, so that who gets new credentials is met by it no longer.</summary>
    public static bool AreDeniedBy(Statement statement) => statement.Effect == Effect.Deny
        && statement.Conditions.Any(condition => condition.Key.Equals(Key, StringComparison.OrdinalIgnoreCase)
            && condition.OperatorName.Contains("DateLessThan", StringComparison.OrdinalIgnoreCase));
}
