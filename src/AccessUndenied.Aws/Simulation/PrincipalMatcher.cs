using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Simulation;

/// <summary>Compares <c>Principal</c> and <c>NotPrincipal</c> elements with the caller.</summary>
/// <remarks>
/// Rules: docs/rules/principals.md (PRIN-01 to PRIN-23, PM-01 to PM-07).
/// Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">
/// IAM User Guide, "AWS JSON policy elements: Principal"</see> and "NotPrincipal".
/// </remarks>
internal static class PrincipalMatcher
{
    /// <summary>Whether <paramref name="element"/> speaks of the caller.</summary>
    /// <param name="element">The element; a statement without one matches nobody (TYPE-13).</param>
    /// <param name="effect">What the statement does, which decides how <c>NotPrincipal</c> reads.</param>
    /// <param name="caller">The caller.</param>
    /// <param name="uniqueId">The caller entity's unique id; empty when nobody speaks of it, <c>?</c> when it is said to be unknown.</param>
    /// <param name="hasBoundary">Whether a permissions boundary is attached to the caller.</param>
    /// <param name="accountIsRoot">Whether an account that is named stands for its root user alone (TYPE-15).</param>
    public static PrincipalMatch Match(
        PrincipalElement? element, Effect effect, in RequestCaller caller, ReadOnlySpan<char> uniqueId, bool hasBoundary, bool accountIsRoot = false)
    {
        if (element is null)
        {
            return PrincipalMatch.No;
        }

        if (!element.IsNegated)
        {
            var match = MatchAny(element, caller, uniqueId);
            return accountIsRoot && caller.Kind != PrincipalKind.Root ? OfRootAlone(match, effect, caller) : match;
        }

        return effect == Effect.Deny
            ? PrincipalMatch.By(Grade.Direct, NotExempt(element, caller, uniqueId, hasBoundary))
            : PrincipalMatch.By(Grade.Direct, MatchAny(element, caller, uniqueId).Matches.Not());
    }

    // AWS's page says of whom access is granted to, and nothing of a Deny; somebody of whom nothing but the account is known may be its root user.
    private static PrincipalMatch OfRootAlone(PrincipalMatch match, Effect effect, in RequestCaller caller) =>
        match with { Delegated = effect == Effect.Deny || caller.IsObscure ? match.Delegated.And(Truth.Unknown) : Truth.False };

    private static PrincipalMatch MatchAny(PrincipalElement element, in RequestCaller caller, ReadOnlySpan<char> uniqueId)
    {
        var all = PrincipalMatch.No;
        for (var i = 0; i < element.Entries.Count; i++)
        {
            all = all.Or(MatchEntry(element.Entries[i], caller, uniqueId));
        }

        return all;
    }

    private static PrincipalMatch MatchEntry(PrincipalEntry entry, in RequestCaller caller, ReadOnlySpan<char> uniqueId)
    {
        if (entry.IsEverybody)
        {
            return PrincipalMatch.By(Grade.Direct);
        }

        switch (entry.Type)
        {
            case "AWS":
                return MatchAws(entry.Value, caller, uniqueId);
            case "Service":
                return caller.IsService && entry.Value == caller.Principal.Id ? PrincipalMatch.By(Grade.Direct) : PrincipalMatch.No;
            case "Federated":
                return caller.IsOutsideIdentity && entry.Value == caller.Principal.Id ? PrincipalMatch.By(Grade.Direct) : PrincipalMatch.No;
            default:
                // CanonicalUser: S3 shows a living account by its ARN, so what is left are identities that no IAM caller has (PRIN-10).
                return PrincipalMatch.No;
        }
    }

    private static PrincipalMatch MatchAws(string value, in RequestCaller caller, ReadOnlySpan<char> uniqueId)
    {
        if (caller.AccountId is null)
        {
            return PrincipalMatch.No;
        }

        if (IsAccount(value, caller))
        {
            return PrincipalMatch.By(Grade.Delegated);
        }

        if (IsIdOf(value, caller))
        {
            var matches = uniqueId is "?" ? Truth.Unknown : uniqueId.SequenceEqual(value).ToTruth();
            return PrincipalMatch.By(caller.Kind == PrincipalKind.User ? Grade.Direct : Grade.Entity, matches);
        }

        return caller.Kind switch
        {
            PrincipalKind.User => value == caller.Principal.Id ? PrincipalMatch.By(Grade.Direct) : PrincipalMatch.No,
            PrincipalKind.RoleSession when value == caller.Principal.Id => PrincipalMatch.By(Grade.Direct),
            PrincipalKind.Role or PrincipalKind.RoleSession => IsRoleOf(value, caller) ? PrincipalMatch.By(Grade.Entity) : PrincipalMatch.No,
            PrincipalKind.FederatedSession when value == caller.Principal.Id => PrincipalMatch.By(Grade.Direct),
            PrincipalKind.FederatedSession => MatchIssuer(value, caller),
            PrincipalKind.Account or PrincipalKind.Unknown => IsSomebodyOf(value, caller) ? PrincipalMatch.By(Grade.Direct, Truth.Unknown) : PrincipalMatch.No,
            _ => PrincipalMatch.No,
        };
    }

    private static bool IsIdOf(string value, in RequestCaller caller) => caller.Kind switch
    {
        PrincipalKind.User => value.StartsWith("AIDA", StringComparison.Ordinal),
        PrincipalKind.Role or PrincipalKind.RoleSession => value.StartsWith("AROA", StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsAccount(string value, in RequestCaller caller)
    {
        var account = caller.AccountId!;
        return value == account
            || (value.EndsWith(":root", StringComparison.Ordinal) && TryTail(value, "iam", caller, out var tail) && tail is "root");
    }

    // A session's ARN has no path: where the role's full ARN is not known, account and name decide (PM-02).
    private static bool IsRoleOf(string value, in RequestCaller caller)
    {
        if (value == caller.EntityId)
        {
            return true;
        }

        return !caller.EntityIsExact && TryTail(value, "iam", caller, out var tail)
            && tail.StartsWith("role/", StringComparison.Ordinal) && tail[(tail.LastIndexOf('/') + 1)..].SequenceEqual(caller.Principal.Name);
    }

    // The name of a federated session is free text, so it does not tell which user made it (PM-07).
    private static PrincipalMatch MatchIssuer(string value, in RequestCaller caller)
    {
        if (caller.EntityId is { } issuer)
        {
            return value == issuer ? PrincipalMatch.By(Grade.Entity) : PrincipalMatch.No;
        }

        return TryTail(value, "iam", caller, out var tail) && tail.StartsWith("user/", StringComparison.Ordinal) && !tail.ContainsAny('*', '?')
            ? PrincipalMatch.By(Grade.Entity, Truth.Unknown)
            : PrincipalMatch.No;
    }

    private static bool IsSomebodyOf(string value, in RequestCaller caller) =>
        TryTail(value, "iam", caller, out _) || TryTail(value, "sts", caller, out _) || value.StartsWith("AIDA", StringComparison.Ordinal)
        || value.StartsWith("AROA", StringComparison.Ordinal);

    // The sixth field of an ARN of the caller's own partition and account; an account exists in one partition (PRIN-19).
    private static bool TryTail(ReadOnlySpan<char> value, ReadOnlySpan<char> service, in RequestCaller caller, out ReadOnlySpan<char> tail)
    {
        tail = value;
        return Skip(ref tail, "arn:") && Skip(ref tail, caller.Partition) && Skip(ref tail, ":") && Skip(ref tail, service)
            && Skip(ref tail, "::") && Skip(ref tail, caller.AccountId) && Skip(ref tail, ":");
    }

    private static bool Skip(ref ReadOnlySpan<char> text, ReadOnlySpan<char> prefix)
    {
        if (!text.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        text = text[prefix.Length..];
        return true;
    }

    // Deny + NotPrincipal: who is not exempt is denied (PRIN-21 to PRIN-23).
    private static Truth NotExempt(PrincipalElement element, in RequestCaller caller, ReadOnlySpan<char> uniqueId, bool hasBoundary)
    {
        if (hasBoundary && caller.HasIdentity)
        {
            return Truth.True;
        }

        Truth account = Truth.False, entity = Truth.False, session = Truth.False, service = Truth.False;
        for (var i = 0; i < element.Entries.Count; i++)
        {
            var entry = element.Entries[i];
            var match = MatchEntry(entry, caller, uniqueId);
            if (entry.IsEverybody)
            {
                return Truth.False;
            }

            account = account.Or(match.Delegated);
            entity = entity.Or(match.Entity);
            session = session.Or(entry.Type == "AWS" ? match.Direct : Truth.False);
            service = service.Or(entry.Type != "AWS" ? match.Direct : Truth.False);
        }

        var exempt = caller.Kind switch
        {
            PrincipalKind.User or PrincipalKind.FederatedSession => account.And(session),
            PrincipalKind.RoleSession => account.And(entity).And(session),
            PrincipalKind.Role => account.And(entity),
            PrincipalKind.Root => account,
            PrincipalKind.Service or PrincipalKind.WebIdentity or PrincipalKind.Saml => service,
            PrincipalKind.Anonymous => Truth.False,
            _ => account.And(Truth.Unknown),
        };
        return exempt.Not();
    }
}
