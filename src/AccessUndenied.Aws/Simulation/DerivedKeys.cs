using System.Collections.Frozen;
using AccessUndenied.Aws.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Simulation;

/// <summary>The condition keys that follow from caller and resource, where the request's context does not give them (EVAL-21).</summary>
/// <remarks>
/// Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">
/// IAM User Guide, "AWS global condition context keys"</see>.
/// </remarks>
internal static class DerivedKeys
{
    private enum DerivedKey
    {
        PrincipalArn,
        PrincipalAccount,
        PrincipalType,
        PrincipalIsAwsService,
        UserName,
        UserId,
        ResourceAccount,
    }

    private static readonly FrozenDictionary<string, DerivedKey> s_keys = new Dictionary<string, DerivedKey>(StringComparer.OrdinalIgnoreCase)
    {
        ["aws:PrincipalArn"] = DerivedKey.PrincipalArn,
        ["aws:PrincipalAccount"] = DerivedKey.PrincipalAccount,
        ["aws:PrincipalType"] = DerivedKey.PrincipalType,
        ["aws:PrincipalIsAWSService"] = DerivedKey.PrincipalIsAwsService,
        ["aws:username"] = DerivedKey.UserName,
        ["aws:userid"] = DerivedKey.UserId,
        ["aws:ResourceAccount"] = DerivedKey.ResourceAccount,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds <paramref name="name"/>; false when it does not follow from caller and resource.</summary>
    public static bool TryGet(string name, in RequestCaller caller, string? resourceAccount, JoinedText userId, out ContextValue value)
    {
        value = ContextValue.Absent;
        if (!s_keys.TryGetValue(name, out var key))
        {
            return false;
        }

        value = key switch
        {
            DerivedKey.PrincipalArn => CallerKeys.Arn(caller.Principal, caller.EntityId),
            DerivedKey.PrincipalAccount => CallerKeys.Account(caller.Principal),
            DerivedKey.PrincipalType => CallerKeys.Type(caller.Principal),
            DerivedKey.PrincipalIsAwsService => CallerKeys.IsService(caller.Principal),
            DerivedKey.UserName => CallerKeys.UserName(caller.Principal),
            DerivedKey.UserId => CallerKeys.UserId(caller.Principal, told: null, userId),
            _ => resourceAccount is null ? ContextValue.Unknown : ContextValue.Of(resourceAccount),
        };
        return true;
    }
}
