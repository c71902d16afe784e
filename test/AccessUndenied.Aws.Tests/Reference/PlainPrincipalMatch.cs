namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>What a matching grant is worth (PM-03).</summary>
internal enum PlainGrade
{
    Direct,
    Entity,
    Delegated,
    Service,
}

/// <summary>Whom <c>Principal</c> and <c>NotPrincipal</c> match (PRIN-01 to PRIN-23, PM-01 to PM-08).</summary>
internal static class PlainPrincipalMatch
{
    // The grades with which a statement matches the caller. TYPE-13: with neither element, none.
    internal static IEnumerable<(PlainGrade Grade, Tri Matches)> Grades(PlainStatement statement, PlainRequest request, bool hasBoundary)
    {
        if (statement.Principal is { } principal)
        {
            return principal.Entries.Select(entry => Match(entry, request));
        }
        if (statement.NotPrincipal is { } exempt)
        {
            var exempted = statement.Effect == "Deny" ? IsExempt(exempt, request, hasBoundary) : IsListed(exempt, request);
            return [(PlainGrade.Direct, TriLogic.Not(exempted))];
        }
        return [];
    }

    private static (PlainGrade Grade, Tri Matches) Match((string Kind, string Value) entry, PlainRequest request)
    {
        var caller = request.Caller;
        if (PlainPrincipals.IsEverybody(entry))
        {
            return (PlainGrade.Direct, Tri.True);
        }
        return entry.Kind switch
        {
            "AWS" => MatchAws(entry.Value, request),
            "Service" => (PlainGrade.Service, TriLogic.Of(caller.Kind == PlainCallerKind.Service && entry.Value == caller.Text)),
            "Federated" => (PlainGrade.Service, TriLogic.Of(caller.Kind == PlainCallerKind.Outside && entry.Value == caller.Text)), // TRUST-05
            _ => (PlainGrade.Direct, Tri.False), // PRIN-10, 17: no such caller in a request
        };
    }

    private static (PlainGrade Grade, Tri Matches) MatchAws(string value, PlainRequest request)
    {
        var caller = request.Caller;
        if (caller.Account is null)
        {
            return (PlainGrade.Direct, Tri.False); // PM-06
        }
        if (NamesAccountOf(caller, value))
        {
            return (PlainGrade.Delegated, Tri.True);
        }
        if (value.StartsWith("AIDA", StringComparison.Ordinal) || value.StartsWith("AROA", StringComparison.Ordinal))
        {
            return MatchUniqueId(value, request);
        }
        if (value.Contains('*') || value.Contains('?'))
        {
            return (PlainGrade.Direct, Tri.False); // PRIN-13
        }
        return caller.Kind switch
        {
            PlainCallerKind.User => (PlainGrade.Direct, TriLogic.Of(value == caller.Text)),
            PlainCallerKind.Role => (PlainGrade.Entity, TriLogic.Of(value == caller.Text)),
            PlainCallerKind.Session when value == caller.Text => (PlainGrade.Direct, Tri.True),
            PlainCallerKind.Session => (PlainGrade.Entity, TriLogic.Of(NamesRoleOf(request, value))),
            PlainCallerKind.FederatedUser when value == caller.Text => (PlainGrade.Direct, Tri.True),
            PlainCallerKind.FederatedUser => (PlainGrade.Entity, NamesUserOf(caller, value) ? Tri.Unknown : Tri.False), // PM-07
            _ => (PlainGrade.Direct, Tri.False),
        };
    }

    // PRIN-03
    private static bool NamesAccountOf(PlainCaller caller, string value) => value == caller.Account || value == caller.AccountArn;

    private static bool NamesUserOf(PlainCaller caller, string value) =>
        value.StartsWith($"arn:{caller.Partition}:iam::{caller.Account}:user/", StringComparison.Ordinal);

    // PRIN-05 and PM-02
    private static bool NamesRoleOf(PlainRequest request, string value)
    {
        var prefix = $"arn:{request.Caller.Partition}:iam::{request.Caller.Account}:role/";
        return request.Role.PathKnown
            ? value == request.Role.Arn
            : value.StartsWith(prefix, StringComparison.Ordinal) && PlainCaller.LastSegment(value) == request.Caller.RoleName;
    }

    // PRIN-14 and SAME-11: the caller's id is in aws:userid where the context gives it.
    private static (PlainGrade Grade, Tri Matches) MatchUniqueId(string value, PlainRequest request)
    {
        var caller = request.Caller;
        var grade = caller.Kind == PlainCallerKind.User ? PlainGrade.Direct : PlainGrade.Entity;
        var kindFits = value.StartsWith("AIDA", StringComparison.Ordinal) ? caller.Kind == PlainCallerKind.User : caller.IsRole;
        // An id is what is left of a deleted entity; a caller that lives, and whose id nobody gives, is another one.
        if (!kindFits || request.Context.IsFilledIn("aws:userid"))
        {
            return (grade, Tri.False);
        }
        var id = request.Context.Find("aws:userid");
        return id.Presence == Tri.True
            ? (grade, TriLogic.Of(id.Values[0].Split(':')[0] == value))
            : (grade, id.Presence);
    }

    private static Tri IsListed(PlainPrincipals list, PlainRequest request) =>
        TriLogic.Any(list.Entries.Select(entry => Match(entry, request).Matches));

    // PRIN-21 to 23: whether the list exempts the caller from a Deny.
    private static Tri IsExempt(PlainPrincipals list, PlainRequest request, bool hasBoundary)
    {
        if (hasBoundary)
        {
            return Tri.False;
        }
        if (list.NamesEverybody)
        {
            return Tri.True;
        }
        var caller = request.Caller;
        var account = Listed(list, request, PlainGrade.Delegated);
        var entity = Listed(list, request, PlainGrade.Entity);
        var direct = Listed(list, request, PlainGrade.Direct);
        return caller.Kind switch
        {
            PlainCallerKind.User => TriLogic.All([account, direct]),
            PlainCallerKind.Role => TriLogic.All([account, entity]),
            PlainCallerKind.Session => TriLogic.All([account, entity, direct]),
            PlainCallerKind.FederatedUser => TriLogic.All([account, direct]),
            PlainCallerKind.Root => account,
            PlainCallerKind.Service or PlainCallerKind.Outside => Listed(list, request, PlainGrade.Service),
            _ => Tri.False,
        };
    }

    private static Tri Listed(PlainPrincipals list, PlainRequest request, PlainGrade grade) =>
        TriLogic.Any(list.Entries.Select(entry => Match(entry, request)).Where(match => match.Grade == grade).Select(match => match.Matches));
}
