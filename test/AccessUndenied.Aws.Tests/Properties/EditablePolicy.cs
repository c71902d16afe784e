using System.Text.Json;
using AccessUndenied.Aws.Tests.Reference;

namespace AccessUndenied.Aws.Tests.Properties;

/// <summary>One policy of a request, taken apart down to its statements, each in the words it was written in.</summary>
internal sealed class EditablePolicy
{
    private readonly List<(string Name, string? Value)> _members = [];

    public EditablePolicy(params string[] statements)
    {
        _members.Add(("Version", "\"2012-10-17\""));
        Statements.AddRange(statements);
    }

    private EditablePolicy(JsonElement document)
    {
        foreach (var member in document.EnumerateObject())
        {
            if (member.Name != "Statement")
            {
                _members.Add((member.Name, member.Value.GetRawText()));
            }
            else if (member.Value.ValueKind == JsonValueKind.Array)
            {
                Statements.AddRange(member.Value.EnumerateArray().Select(statement => statement.GetRawText()));
            }
            else
            {
                Statements.Add(member.Value.GetRawText());
            }
        }
    }

    public string? Name { get; private init; }

    public List<string> Statements { get; } = [];

    public string Document => RequestJson.Object([.. _members, ("Statement", RequestJson.Array(Statements))]);

    /// <summary>Reads an entry of a request: a bare document or one with a name, as an object or as a string.</summary>
    public static EditablePolicy Read(JsonElement entry)
    {
        string? name = null;
        if (entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("document", out var inner))
        {
            name = entry.GetProperty("name").GetRawText();
            entry = inner;
        }

        if (entry.ValueKind != JsonValueKind.String)
        {
            return new(entry) { Name = name };
        }

        var text = entry.GetString()!;
        using var document = JsonDocument.Parse(text[0] == '%' ? Uri.UnescapeDataString(text) : text);
        return new(document.RootElement) { Name = name };
    }

    /// <summary>The entry again, its document in another form.</summary>
    public string Write(Func<string, string> form) =>
        Name is null && form(Document) is ['{', ..] bare ? bare : RequestJson.Object(("name", Name), ("document", form(Document)));
}
