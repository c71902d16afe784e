using System.Collections.Frozen;

namespace AccessUndenied.Aws.Conditions;

/// <summary>Which keys are known of a call that no record was read of.</summary>
internal static class ToldKeys
{
    // What follows from who asked, on what, where and when, whatever else the request had.
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html, "Properties of the principal" and "Properties of the resource".
    private static readonly FrozenSet<string> s_keys = new[]
    {
        "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalType", "aws:PrincipalIsAWSService", "aws:PrincipalServiceName", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths",
        "aws:username", "aws:ResourceAccount", "aws:ResourceOrgID", "aws:ResourceOrgPaths", "s3:ResourceAccount",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the key's value follows from what is known.</summary>
    internal static bool Follow(KeySubject subject) =>
        s_keys.Contains(subject.Key)
        || (subject.Record.AwsRegion is not null && subject.Key.Equals("aws:RequestedRegion", StringComparison.OrdinalIgnoreCase))
        || (subject.Record.Time is not null && (subject.Key.Equals("aws:CurrentTime", StringComparison.OrdinalIgnoreCase) || subject.Key.Equals("aws:EpochTime", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether the action does not supply the key of a service, so that no request of it has one (SK-00).</summary>
    internal static bool IsForeign(KeySubject subject) => !subject.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) && subject.IsSupplied == false;
}
