using System.Text.Json;

namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>The kinds of policy whose grammar differs (TYPE-01 to TYPE-09).</summary>
internal enum PlainKind
{
    Identity,
    Boundary,
    Session,
    ServiceControl,
    ResourceControl,
    Endpoint,
    Resource,
    Trust,
    Repository,
}

/// <summary>One policy document, read by GRAM-01 to GRAM-16.</summary>
/// <param name="Kind">What it is attached as.</param>
/// <param name="ExpandsVariables">Whether its version knows policy variables (GRAM-09).</param>
/// <param name="Statements">Its statements in order.</param>
internal sealed record PlainDocument(PlainKind Kind, bool ExpandsVariables, IReadOnlyList<PlainStatement> Statements)
{
    // An entry is a bare document or { "name", "document" }; a document is an object or a (URL-encoded) string (GRAM-14).
    internal static PlainDocument Read(JsonElement entry, PlainKind kind)
    {
        if (entry.ValueKind == JsonValueKind.Object && !entry.TryGetProperty("Statement", out _)
            && entry.TryGetProperty("document", out var inner))
        {
            entry = inner;
        }
        if (entry.ValueKind == JsonValueKind.String)
        {
            entry = ReadText(entry.GetString()!);
        }
        if (entry.ValueKind != JsonValueKind.Object)
        {
            throw new PlainInputException("a policy is no JSON object");
        }
        return ReadObject(entry, kind);
    }

    private static JsonElement ReadText(string text)
    {
        foreach (var candidate in new[] { text, Uri.UnescapeDataString(text) })
        {
            try
            {
                using var document = JsonDocument.Parse(candidate);
                return document.RootElement.Clone();
            }
            catch (JsonException)
            {
                // Try the next form.
            }
        }
        throw new PlainInputException("a policy is no JSON");
    }

    private static PlainDocument ReadObject(JsonElement document, PlainKind kind)
    {
        var malformed = false;
        var version = "2008-10-17";
        var statements = new List<JsonElement>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var hasStatement = false;
        foreach (var member in document.EnumerateObject())
        {
            malformed |= !names.Add(member.Name); // GRAM-07
            switch (member.Name.ToUpperInvariant())
            {
                case "VERSION":
                    version = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : "";
                    break;
                case "STATEMENT":
                    hasStatement = true;
                    statements.AddRange(member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray() : [member.Value]);
                    break;
                case "ID":
                    break;
                default:
                    malformed = true;
                    break;
            }
        }
        if (!hasStatement)
        {
            throw new PlainInputException("a policy has no Statement");
        }
        malformed |= version is not ("2008-10-17" or "2012-10-17"); // GRAM-08
        var read = statements.Select(statement => PlainStatement.Read(statement, kind)).ToList();
        if (malformed)
        {
            read = [.. read.Select(statement => statement with { Malformed = true })];
        }
        return new PlainDocument(kind, version == "2012-10-17", read);
    }
}
