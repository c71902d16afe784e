using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Callers of another account of whom a record has no more than a unique id, or the account (UID-07).</summary>
/// <remarks>
/// A policy that is written takes ARNs and accounts alone, and no unique ids; the account with a condition on the id lets in the one identity.
/// Source: IAM User Guide, "IAM identifiers" (unique ids are never used again) and "aws:userid" with "How principal information is given":
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable.
/// </remarks>
internal static class ObscureCallers
{
    private const int ShortestId = 16;
    private const int LongestId = 128;

    public static (string Type, string Value)? NameOf(Principal principal, PolicyLayer layer) => !IsKnown(principal) ? null
        : layer == PolicyLayer.VpcEndpoint ? ("*", "*") : ("AWS", principal.AccountId!);

    /// <summary>What confines the account to the one identity: a user by its id, a role by its id and any session.</summary>
    public static IReadOnlyList<(string Operator, string Key, string Value)> ConditionsOf(Principal principal, PolicyLayer layer)
    {
        if (!IsKnown(principal) || IdOf(principal) is not { } id)
        {
            return [];
        }

        (string, string, string) identity = id.StartsWith("AROA", StringComparison.Ordinal) ? ("StringLike", "aws:userid", id + ":*") : ("StringEquals", "aws:userid", id);
        return layer == PolicyLayer.VpcEndpoint ? [identity, ("StringEquals", "aws:PrincipalAccount", principal.AccountId!)] : [identity];
    }

    public static string? WhatTells(Principal principal)
    {
        if (principal is { Kind: PrincipalKind.Account, AccountId: { } account })
        {
            var id = IdOf(principal);
            var listed = id is null ? null : id.StartsWith("AROA", StringComparison.Ordinal) ? $"aws iam list-roles, by RoleId {id}" : $"aws iam list-users, by UserId {id}";
            return RemediationMessages.WhatTellsCaller(id, account, listed);
        }

        return principal.Kind is not (PrincipalKind.Anonymous or PrincipalKind.Service) && (principal.EntityId ?? principal.Id).AsSpan().IndexOfAny('*', '?') >= 0
            ? RemediationMessages.PatternForCaller(principal.EntityId ?? principal.Id)
            : null;
    }

    private static bool IsKnown(Principal principal) => IdOf(principal) is not null && AccountIds.IsAccountId(principal.AccountId);

    // Hostile records hold anything: what is not letters and digits as AWS makes them is no id.
    private static string? IdOf(Principal principal) =>
        principal is { Kind: PrincipalKind.Account, UniqueId: { Length: >= ShortestId and <= LongestId } id }
            && (id.StartsWith("AROA", StringComparison.Ordinal) || id.StartsWith("AIDA", StringComparison.Ordinal)) && id.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c))
                ? id : null;
}
