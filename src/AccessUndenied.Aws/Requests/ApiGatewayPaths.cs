using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>API Gateway's resources, which are the paths of its management calls, and its actions, which are their verbs.</summary>
/// <remarks>Shape: <c>arn:aws:apigateway:region::/restapis/ID/stages/NAME</c>; an ARN in a path, as that of a tagged resource, is percent-encoded.</remarks>
internal static class ApiGatewayPaths
{
    // Resources that only one of the versions has; domain names and VPC links are in both.
    private static readonly string[] s_ofRestApis = ["/restapis", "/usageplans", "/apikeys", "/clientcertificates", "/account"];
    private static readonly string[] s_ofHttpApis = ["/apis", "/v2/", "/portals", "/portalproducts"];

    internal static List<FoundResource>? Find(CatalogAction action, ResourceSearch search)
    {
        if (action.Service != "apigateway" || Operations(search) is not [var operation, ..])
        {
            return null;
        }

        var path = Fill(operation.Path, search, out var isOpen);
        var id = search.Identify($"arn:{search.Place.Partition}:apigateway:{search.Place.Region}::{path}");
        return [new(id, isOpen ? Certainty.Guess : Certainty.Likely, RequestMessages.FromParameters, isOpen ? RequestMessages.OpenPlaces("path") : null)];
    }

    /// <summary>The actions of the request's verb; both where the record does not tell which version was called and they differ in it.</summary>
    internal static IReadOnlyList<CatalogAction> Needed(IReadOnlyList<CatalogAction> actions, ResourceSearch search, ActionCatalog catalog)
    {
        var needed = Operations(search).Select(operation => operation.Verb).Distinct(StringComparer.Ordinal).Select(verb => catalog.FindAction("apigateway", verb)).OfType<CatalogAction>().ToList();
        return needed.Count > 0 ? needed : actions;
    }

    private static List<(string Verb, string Path)> Operations(ResourceSearch search)
    {
        var name = search.Record.Operation;
        var rest = ApiGatewayOperations.OfRestApis(name);
        var http = ApiGatewayOperations.OfHttpApis(name);
        if (rest is null || http is null)
        {
            return (rest ?? http) is { } only ? [only] : [];
        }

        return IsOfHttpApis(search) switch
        {
            true => [http.Value],
            false => [rest.Value],
            null => [rest.Value, http.Value],
        };
    }

    private static bool? IsOfHttpApis(ResourceSearch search)
    {
        if (search.Parameters.Has("restApiId") || search.Parameters.Has("apiId"))
        {
            return search.Parameters.Has("apiId");
        }

        if (Value("resourceArn", search) is not { } text)
        {
            return null;
        }

        var path = Arn.TryParse(text, out var arn) ? arn.Resource : text;
        return StartsWithAny(path, s_ofHttpApis) ? true : StartsWithAny(path, s_ofRestApis) ? false : null;
    }

    private static bool StartsWithAny(ReadOnlySpan<char> path, string[] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (path.StartsWith(beginning, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string Fill(string path, ResourceSearch search, out bool isOpen)
    {
        isOpen = false;
        var parts = path.Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] is not ['{', .., '}'])
            {
                continue;
            }

            var value = Value(parts[i][1..^1], search);
            isOpen |= value is null;
            parts[i] = value is null ? "*" : Escape(value);
        }

        return string.Join('/', parts);
    }

    // Names of stages and domains stand as they are; what would cut the path does not.
    private static string Escape(string value) =>
        value.StartsWith("arn:", StringComparison.Ordinal) || value.AsSpan().ContainsAny("/?#*") ? Uri.EscapeDataString(value).Replace("*", "%2A", StringComparison.Ordinal) : value;

    private static string? Value(string member, ResourceSearch search)
    {
        if (search.Parameters.Text(member) is { Length: > 0 } text)
        {
            return text.StartsWith("arn%3A", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(text) : text;
        }

        var folded = FoldedName.Of(member);
        foreach (var candidate in search.Members)
        {
            if (candidate.Folded == folded)
            {
                return candidate.Value;
            }
        }

        return null;
    }
}
