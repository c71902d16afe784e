using System.Net;
using System.Net.Sockets;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Text;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Recognizes a condition that was meant to hold, of an Allow or as the exemption of a Deny, and does not.</summary>
internal static class ConditionHints
{
    /// <summary>The mistake in <paramref name="condition"/>, which meets <paramref name="value"/>.</summary>
    public static Note? Of(HintQuery query, StatementTrace trace, Condition condition, ContextValue value, ActionCatalog catalog)
    {
        foreach (var text in condition.Values)
        {
            if (PolicyVariables.Hint(query, trace.Policy, text) is { } variable)
            {
                return variable;
            }
        }

        if (value.IsUnknown)
        {
            return KeyHints.OfUnknown(query, condition);
        }

        return value.IsAbsent ? OfAbsent(query, condition, catalog) : OfPresent(query, condition, value) ?? KeyHints.OfPresent(query, condition, value);
    }

    private static Note? OfAbsent(HintQuery query, Condition condition, ActionCatalog catalog)
    {
        // Null "true" is fulfilled by an absent key.
        if (condition.Operator.IsNull && condition.Values.Contains("true", StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        if (query.Request.Principal.Kind == PrincipalKind.WebIdentity && ProviderKeys.MeantBy(query.Request.Principal.Id, condition.Key) is { } meant)
        {
            return HintMessages.ProviderKey(condition.Key, meant);
        }

        if (query.Request.Principal.Kind == PrincipalKind.WebIdentity && OfClaim(query.Request.Principal.Id, condition.Key) is { } claim)
        {
            return claim;
        }

        return CatalogHints.Of(query, condition.Key, catalog) ?? KeyHints.OfAbsent(query, condition.Key);
    }

    // GK-51.
    private static Note? OfClaim(string provider, string key)
    {
        var (issuer, at) = (ProviderKeys.IssuerOf(provider), key.LastIndexOf(':'));
        return at > 0 && key.AsSpan(0, at).Equals(issuer, StringComparison.OrdinalIgnoreCase) && KnownClaims.AreWithout(issuer, key[(at + 1)..])
            ? HintMessages.NoKeyOfClaim(key, key[(at + 1)..], issuer, Sentences.List(KnownClaims.Of(issuer)))
            : null;
    }

    private static Note? OfPresent(HintQuery query, Condition condition, ContextValue value)
    {
        var values = value.ToList();
        if (values.Count > 1 && condition.Operator.Quantifier == Quantifier.None && !condition.Operator.IsNull)
        {
            // COND-25.
            return HintMessages.SeveralValues(condition.Key);
        }

        if (Is(condition, "StringEquals") || Is(condition, "StringNotEquals"))
        {
            return OfExactText(condition, values);
        }

        if (condition.OperatorName.Contains("IpAddress", StringComparison.OrdinalIgnoreCase))
        {
            return OfAddress(query, condition, values[0]);
        }

        if (Is(condition, "Arn"))
        {
            return OfArn(condition, values);
        }

        return Is(condition, "StringLike") || Is(condition, "StringNotLike") ? OfCase(condition, values) ?? OfPrincipalArn(condition) : null;
    }

    private static Note? OfExactText(Condition condition, IReadOnlyList<string> values)
    {
        var ignoresCase = condition.OperatorName.Contains("IgnoreCase", StringComparison.OrdinalIgnoreCase);
        foreach (var wanted in condition.Values)
        {
            if (PolicyPattern.HasWildcard(wanted) && values.Any(had => PolicyPattern.IsMatch(wanted, had)))
            {
                return HintMessages.WildcardInEquals(condition.OperatorName, wanted);
            }

            // The user id of a session holds the session's name behind the role's id.
            if (condition.Key.Equals("aws:userid", StringComparison.OrdinalIgnoreCase) && values.Any(had => had.StartsWith(wanted + ":", StringComparison.Ordinal)))
            {
                return HintMessages.UserIdOfSession(wanted);
            }
        }

        return (ignoresCase ? null : OfCase(condition, values)) ?? OfPrincipalArn(condition);
    }

    private static Note? OfCase(Condition condition, IReadOnlyList<string> values)
    {
        foreach (var wanted in condition.Values)
        {
            foreach (var had in values)
            {
                if (had != wanted && (PolicyPattern.IsMatchIgnoringCase(wanted, had) || had.Equals(wanted, StringComparison.OrdinalIgnoreCase)))
                {
                    return HintMessages.CaseOfValue(condition.Key, wanted, had);
                }

                if (had != wanted && had.Trim().TrimEnd('/') == wanted.Trim().TrimEnd('/'))
                {
                    return HintMessages.EdgeOfValue(condition.Key, wanted, had);
                }
            }
        }

        return null;
    }

    private static Note? OfArn(Condition condition, IReadOnlyList<string> values)
    {
        // ARN-02: a wildcard stays within its field, unlike in Resource.
        foreach (var wanted in condition.Values)
        {
            if (Arn.FieldsOf(wanted).Length < 6 && wanted != "*" && values.Any(had => PolicyPattern.IsMatch(wanted, had)))
            {
                return HintMessages.ShortArn(wanted);
            }
        }

        return OfPrincipalArn(condition) ?? OfCase(condition, values);
    }

    // ARN-06.
    private static Note? OfPrincipalArn(Condition condition) =>
        condition.Key.Equals("aws:PrincipalArn", StringComparison.OrdinalIgnoreCase)
            && condition.Values.FirstOrDefault(wanted => wanted.Contains(":assumed-role/", StringComparison.Ordinal)) is { } session
            ? HintMessages.SessionInPrincipalArn(session)
            : null;

    private static Note? OfAddress(HintQuery query, Condition condition, string had)
    {
        if (!IPAddress.TryParse(had, out var address))
        {
            return null;
        }

        // OP-26.
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && condition.Values.All(wanted => !wanted.Contains(':', StringComparison.Ordinal)))
        {
            return HintMessages.SixAgainstFour(had);
        }

        if (address.AddressFamily == AddressFamily.InterNetwork && condition.Values.All(wanted => wanted.Contains(':', StringComparison.Ordinal)))
        {
            return HintMessages.FourAgainstSix(had);
        }

        return condition.Key.Equals("aws:SourceIp", StringComparison.OrdinalIgnoreCase)
            && condition.Values.FirstOrDefault(IsPrivate) is { } inside && query.Lookup("aws:SourceVpce").IsAbsent
            ? HintMessages.PrivateAddress(inside, had)
            : null;
    }

    private static bool IsPrivate(string range) => range.StartsWith("10.", StringComparison.Ordinal) || range.StartsWith("192.168.", StringComparison.Ordinal)
        || (range.StartsWith("172.", StringComparison.Ordinal) && range.Split('.') is [_, var second, ..]
        && int.TryParse(second, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is >= 16 and <= 31);

    private static bool Is(Condition condition, string start)
    {
        var name = condition.OperatorName.AsSpan();
        var colon = name.IndexOf(':');
        return (colon < 0 ? name : name[(colon + 1)..]).StartsWith(start, StringComparison.OrdinalIgnoreCase);
    }
}
