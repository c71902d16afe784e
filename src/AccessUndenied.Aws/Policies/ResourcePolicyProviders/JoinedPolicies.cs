using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Policies.ResourcePolicyProviders;

/// <summary>Makes one document of several that have a say on one resource.</summary>
internal static class JoinedPolicies
{
    /// <summary>The document that says what all of <paramref name="documents"/> say; null where there are none.</summary>
    /// <exception cref="JsonException">One of several is no JSON.</exception>
    /// <exception cref="PolicyFormatException">One of several is no policy.</exception>
    public static string? Of(IReadOnlyList<string> documents) => documents.Count switch { 0 => null, 1 => documents[0], _ => Join(documents) };

    // Statements of one layer count alike, whichever document they stand in.
    private static string Join(IReadOnlyList<string> documents)
    {
        var statements = new JsonArray();
        foreach (var document in documents)
        {
            PolicyDocument.Parse(document);
            var statement = JsonNode.Parse(document)!["Statement"]?.DeepClone();
            if (statement is JsonArray several)
            {
                while (several.Count > 0)
                {
                    var first = several[0];
                    several.RemoveAt(0);
                    statements.Add(first);
                }
            }
            else if (statement is not null)
            {
                statements.Add(statement);
            }
        }

        return new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = statements }.ToJsonString();
    }
}
