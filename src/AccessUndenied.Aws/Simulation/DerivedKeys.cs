using System.Collections.Frozen;
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
            DerivedKey.PrincipalArn => PrincipalArn(caller),
            DerivedKey.PrincipalAccount => PrincipalAccount(caller),
            DerivedKey.PrincipalType => PrincipalType(caller),
            DerivedKey.PrincipalIsAwsService => caller.IsAnonymous ? ContextValue.Absent : ContextValue.Of(caller.IsService),
            DerivedKey.UserName => caller is { Kind: PrincipalKind.User, Principal.Name: { } user } ? ContextValue.Of(user) : Obscure(caller),
            DerivedKey.UserId => UserId(caller, userId),
            _ => resourceAccount is null ? ContextValue.Unknown : ContextValue.Of(resourceAccount),
        };
        return true;
    }

    // A session's policies see the role, not the session (ARN-06).
    private static ContextValue PrincipalArn(in RequestCaller caller) => caller.Kind switch
    {
        PrincipalKind.Role or PrincipalKind.RoleSession when caller.EntityId is { } role => ContextValue.Of(role),
        PrincipalKind.User or PrincipalKind.FederatedSession or PrincipalKind.Root => ContextValue.Of(caller.Principal.Id),
        _ => Obscure(caller),
    };

    private static ContextValue PrincipalAccount(in RequestCaller caller) =>
        caller.AccountId is { } account ? ContextValue.Of(account) : caller.IsAnonymous ? ContextValue.Of("anonymous") : Obscure(caller);

    private static ContextValue PrincipalType(in RequestCaller caller) => caller.Kind switch
    {
        PrincipalKind.User => ContextValue.Of("User"),
        PrincipalKind.Role or PrincipalKind.RoleSession => ContextValue.Of("AssumedRole"),
        PrincipalKind.FederatedSession => ContextValue.Of("FederatedUser"),
        PrincipalKind.Root => ContextValue.Of("Account"),
        PrincipalKind.Anonymous => ContextValue.Of("Anonymous"),
        _ => Obscure(caller),
    };

    private static ContextValue UserId(in RequestCaller caller, JoinedText joined) => caller.Kind switch
    {
        PrincipalKind.User when caller.Principal.UniqueId is { } id => ContextValue.Of(id),
        PrincipalKind.RoleSession when caller.Principal.UniqueId is { } id => ContextValue.Of(joined.Of(id, caller.Principal.SessionName)),
        PrincipalKind.FederatedSession => ContextValue.Of(joined.Of(caller.AccountId, caller.Principal.SessionName)),
        PrincipalKind.Root when caller.AccountId is { } account => ContextValue.Of(account),
        PrincipalKind.Anonymous => ContextValue.Of("anonymous"),
        PrincipalKind.Service or PrincipalKind.WebIdentity or PrincipalKind.Saml => ContextValue.Absent,
        _ => ContextValue.Unknown,
    };

    private static ContextValue Obscure(in RequestCaller caller) => caller.IsObscure ? ContextValue.Unknown : ContextValue.Absent;
}
