using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Systems Manager's documents, some of which AWS owns, its targets, whose kind only their id tells, and the root of its parameters.</summary>
/// <remarks>
/// Source: Systems Manager User Guide, "Setting up Run Command" and "Restrict access to Systems Manager commands" (documents of AWS have no
/// account), "Additional sample IAM policies for Session Manager",
/// "Restricting access to Parameter Store parameters using IAM policies" (paths); the names that begin with AWS and Amazon are kept for AWS.
/// </remarks>
internal static class SystemsManagerResources
{
    private const int MostTargets = 25;
    private const string PublicFolder = "/aws/service/";

    internal static List<FoundResource>? Find(CatalogAction action, ResourceSearch search)
    {
        if (action.Service != "ssm")
        {
            return null;
        }

        var found = new List<FoundResource>();
        var takesDocument = Takes(action, "document");
        var document = !takesDocument ? null
            : search.Parameters.Text("documentName") ?? (IsAboutDocuments(search.Record.Operation) ? search.Parameters.Text("name") : null);
        if (document is not null)
        {
            found.Add(new(search.Identify(Document(document, search.Place)), Certainty.Likely, RequestMessages.FromParameters));
        }

        if (Takes(action, "instance"))
        {
            foreach (var member in search.Members)
            {
                if (member.Folded is "instanceids" or "instanceid" or "target" && found.Count < MostTargets && Instance(member.Value, search.Place) is { } instance)
                {
                    found.Add(new(search.Identify(instance), Certainty.Likely, RequestMessages.FromParameters));
                }
            }
        }

        if (Takes(action, "parameter"))
        {
            AddPublicParameters(found, search);
            AddRoot(found, search);
        }

        return found.Count > 0 ? found : null;
    }

    /// <summary>Whether this is a parameter that AWS publishes, whose ARN has no account.</summary>
    /// <remarks>https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html</remarks>
    internal static bool IsPublicParameter(ReadOnlySpan<char> resource) => resource.StartsWith("parameter" + PublicFolder, StringComparison.Ordinal);

    // The root of the hierarchy is listed by the path "/"; the slash between it and "parameter" is the same one, as for every name.
    private static void AddRoot(List<FoundResource> found, ResourceSearch search)
    {
        if (search.Parameters.Text("path") == "/")
        {
            found.Add(new(search.Identify($"arn:{search.Place.Partition}:ssm:{search.Place.Region}:{search.Place.AccountId ?? "*"}:parameter/"), Certainty.Likely, RequestMessages.FromParameters));
        }
    }

    private static void AddPublicParameters(List<FoundResource> found, ResourceSearch search)
    {
        var names = search.Members.Where(member => member.Folded is "name" or "names" or "path" && !member.IsArn).Select(member => member.Value).Take(MostTargets).ToList();
        if (!names.Exists(name => name.StartsWith(PublicFolder, StringComparison.Ordinal)))
        {
            return;
        }

        foreach (var name in names)
        {
            var owner = name.StartsWith(PublicFolder, StringComparison.Ordinal) ? "" : search.Place.AccountId ?? "*";
            found.Add(new(search.Identify($"arn:{search.Place.Partition}:ssm:{search.Place.Region}:{owner}:parameter/{name.TrimStart('/')}"), Certainty.Likely, RequestMessages.FromParameters));
        }
    }

    private static bool IsAboutDocuments(string operation) => operation.Contains("Document", StringComparison.Ordinal);

    private static string Document(string name, in ArnPlace place)
    {
        if (name.StartsWith("arn:", StringComparison.Ordinal))
        {
            return name;
        }

        var isOfAws = name.StartsWith("AWS", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Amazon", StringComparison.OrdinalIgnoreCase);
        return $"arn:{place.Partition}:ssm:{place.Region}:{(isOfAws ? "" : place.AccountId ?? "*")}:document/{name}";
    }

    private static string? Instance(string id, in ArnPlace place) =>
        id.StartsWith("i-", StringComparison.Ordinal) ? $"arn:{place.Partition}:ec2:{place.Region}:{place.AccountId ?? "*"}:instance/{id}"
        : id.StartsWith("mi-", StringComparison.Ordinal) ? $"arn:{place.Partition}:ssm:{place.Region}:{place.AccountId ?? "*"}:managed-instance/{id}"
        : null;

    private static bool Takes(CatalogAction action, string type)
    {
        for (var i = 0; i < action.ResourceTypes.Count; i++)
        {
            if (action.ResourceTypes[i].Name == type)
            {
                return true;
            }
        }

        return false;
    }
}
