namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>Whether the entries of <c>Resource</c> or <c>NotResource</c> cover the request's resource (RES-01 to RES-16).</summary>
internal static class PlainResource
{
    // TYPE-17: fewer than six fields.
    internal static bool IsIncompleteArn(string text) =>
        text.StartsWith("arn:", StringComparison.Ordinal) && text.Count(character => character == ':') < 5;

    internal static Tri AnyCovers(IEnumerable<string> entries, PlainDocument document, PlainRequest request) =>
        TriLogic.Any(entries.Select(entry => Covers(Complete(entry, document.Kind), document, request)));

    private static Tri Covers(string entry, PlainDocument document, PlainRequest request)
    {
        if (request.Resource == "*")
        {
            return TriLogic.Of(CoversWholeService(entry, request));
        }
        var pattern = document.ExpandsVariables ? Expand(entry, request.Context) : PlainText.Verbatim(entry);
        return pattern.Resolved switch
        {
            Tri.True => TriLogic.Of(pattern.Matches(request.Resource, ignoreCase: false)),
            Tri.False => Tri.False, // RES-11
            _ => Tri.Unknown,
        };
    }

    private static string Complete(string entry, PlainKind kind)
    {
        var completes = kind is PlainKind.Identity or PlainKind.Boundary or PlainKind.ServiceControl;
        while (completes && IsIncompleteArn(entry))
        {
            entry += ":*";
        }
        return entry;
    }

    // RES-12: variables count after the fifth colon alone.
    private static PlainText Expand(string entry, PlainContext context)
    {
        var colon = -1;
        for (var count = 0; count < 5; count++)
        {
            colon = entry.IndexOf(':', colon + 1);
            if (colon < 0)
            {
                return PlainText.Verbatim(entry);
            }
        }
        return PlainText.Concat(PlainText.Verbatim(entry[..colon]), PlainText.Expand(entry[colon..], context));
    }

    // RES-05 and RES-08: what a request without a resource is matched by.
    private static bool CoversWholeService(string entry, PlainRequest request)
    {
        if (entry.Length > 0 && entry.All(character => character == '*'))
        {
            return true;
        }
        while (IsIncompleteArn(entry) && entry.EndsWith('*'))
        {
            entry += ":*";
        }
        var fields = entry.Split(':');
        return fields.Length == 6
            && fields[0] == "arn"
            && Glob(fields[1], request.Caller.Partition)
            && Glob(fields[2], request.Service)
            && fields[3].All(character => character == '*')
            && fields[4].All(character => character == '*')
            && fields[5] == "*";
    }

    private static bool Glob(string pattern, string text) => PlainText.Verbatim(pattern).Matches(text, ignoreCase: false);
}
