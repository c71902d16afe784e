using AccessUndenied.Aws.Catalog;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Recognizes a caller that was meant and is named otherwise.</summary>
internal static class PrincipalHints
{
    /// <summary>The mistake in the principals of a statement, which do not name the caller.</summary>
    public static Note? Of(HintQuery query, StatementTrace trace)
    {
        var caller = query.Request.Principal;
        if (trace.Statement.Principals is not { } principals)
        {
            return HintMessages.NoPrincipal;
        }

        // PRIN-20.
        if (principals.IsNegated)
        {
            return HintMessages.AllowWithNotPrincipal;
        }

        foreach (var entry in principals.Entries)
        {
            if (OfEntry(entry, caller) is { } hint)
            {
                return hint;
            }
        }

        // TYPE-15: a gateway endpoint takes nothing but everybody.
        return query.Layer == PolicyLayer.VpcEndpoint && ActionName.ServiceOf(query.Request.Action) is "s3" or "dynamodb" ? HintMessages.GatewayPrincipal : null;
    }

    private static Note? OfEntry(PrincipalEntry entry, Principal caller)
    {
        var value = entry.Value;
        if (entry.Type.Length == 0)
        {
            // PRIN-17.
            return HintMessages.BarePrincipal(value);
        }

        if (entry.IsEverybody)
        {
            return null;
        }

        // PRIN-13.
        if (PolicyPattern.HasWildcard(value))
        {
            return HintMessages.WildcardInPrincipal(value);
        }

        // PRIN-14.
        if (UserIds.IsOfDeleted(value))
        {
            return HintMessages.DeletedPrincipal(value);
        }

        // PRIN-12.
        if (value.Contains(":group/", StringComparison.Ordinal))
        {
            return HintMessages.GroupAsPrincipal(value);
        }

        return OfKind(entry, caller) ?? OfArn(value, caller);
    }

    private static Note? OfKind(PrincipalEntry entry, Principal caller)
    {
        var isService = caller.Kind == PrincipalKind.Service;
        if (entry.Type.Equals("Service", StringComparison.OrdinalIgnoreCase) && !isService)
        {
            // DEP-03, DEP-04.
            return caller.Kind is PrincipalKind.WebIdentity or PrincipalKind.Saml or PrincipalKind.Anonymous ? null : HintMessages.ServiceNamedButCallerIs(entry.Value, caller.Id);
        }

        return isService && entry.Type.Equals("AWS", StringComparison.OrdinalIgnoreCase) && entry.Value.EndsWith(".amazonaws.com", StringComparison.Ordinal)
            ? HintMessages.ServiceUnderAws(entry.Value)
            : null;
    }

    private static Note? OfArn(string value, Principal caller)
    {
        var entity = caller.EntityId ?? caller.Id;
        if (value.Equals(entity, StringComparison.OrdinalIgnoreCase) || value.Equals(caller.Id, StringComparison.OrdinalIgnoreCase))
        {
            return HintMessages.CaseOfPrincipal(value);
        }

        var wanted = Arn.FieldsOf(value);
        var had = Arn.FieldsOf(entity);
        if (wanted.Length < 6 || had.Length < 6)
        {
            return null;
        }

        if (wanted[5].StartsWith("assumed-role/", StringComparison.Ordinal) && caller.Name is { } role
            && wanted[5].StartsWith($"assumed-role/{role}/", StringComparison.Ordinal) && wanted[4] == had[4])
        {
            return HintMessages.OtherSession(value, caller.Id);
        }

        // PRIN-04, PRIN-05: with path.
        if (LastOf(wanted[5]) != LastOf(had[5]) || TypeOf(wanted[5]) != TypeOf(had[5]))
        {
            return null;
        }

        return wanted[1] != had[1] ? HintMessages.PartitionOfPrincipal(value, had[1])
            : wanted[4] != had[4] ? HintMessages.AccountOfPrincipal(value, had[4])
            : wanted[5] != had[5] ? HintMessages.PathOfPrincipal(value, entity)
            : null;
    }

    private static string LastOf(string resource) => resource[(resource.LastIndexOf('/') + 1)..];

    private static string TypeOf(string resource) => resource.Split('/', 2)[0];
}
