using System.Collections.Frozen;

namespace AccessUndenied.Aws.Simulation.Iam;

/// <summary>The condition keys that AWS's simulator fills in itself and refuses to be told (SIM-27).</summary>
internal static class FilledInKeys
{
    private static readonly FrozenSet<string> s_keys = new[]
    {
        "aws:PrincipalAccount", "aws:PrincipalId", "aws:PrincipalType", "aws:Type", "aws:UserId", "aws:UserName", "aws:PrincipalOrgID",
        "aws:PrincipalOrgMasterAccountId", "aws:PrincipalOrgPaths",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string key) => s_keys.Contains(key);
}
