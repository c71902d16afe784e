using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AccessUndenied.Json;

namespace AccessUndenied.Policies;

/// <summary>Writes a statement and its place in its document as members of an object, and reads it back.</summary>
internal static class StatementJson
{
    public static void WriteMembers(Utf8JsonWriter writer, Statement? statement)
    {
        if (statement is null)
        {
            return;
        }

        writer.WriteNumber("StatementIndex"u8, statement.Index);
        writer.WriteString("Sid"u8, statement.Sid);
        writer.WriteRaw("Statement"u8, Encoding.UTF8.GetString(statement.Json.Span));
    }

    /// <summary>The statement; null where there is none.</summary>
    public static Statement? ReadFrom(JsonFields fields) =>
        fields.OptionalNumber("StatementIndex") is { } index ? Compile(index, fields.OptionalText("Sid"), fields.Json("Statement")) : null;

    /// <summary>The statement that <paramref name="json"/> is, read as one of the current version of the language.</summary>
    /// <remarks>What is no statement has a <see cref="Statement.Problem"/>.</remarks>
    public static Statement Compile(int index, string? sid, string json)
    {
        var text = Encoding.UTF8.GetString(RawJson.Compact(json).Span);
        try
        {
            var read = PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{text}}]}""").StatementArray[0];
            return new()
            {
                Index = index, Sid = sid, Effect = read.Effect, Principals = read.Principals, Actions = read.Actions, Resources = read.Resources,
                ConditionArray = read.ConditionArray, Position = read.Position, Problem = read.Problem, Json = read.Json,
            };
        }
        catch (PolicyFormatException exception)
        {
            return Unread(index, sid, exception.Position, exception.Message, text);
        }
    }

    /// <summary>Whether two statements say the same, whatever their names are and whichever further actions they speak of.</summary>
    public static bool AreSameButForActions(Statement one, Statement other)
    {
        if (one.Json.Span.SequenceEqual(other.Json.Span))
        {
            return true;
        }

        try
        {
            return JsonNode.DeepEquals(Rest(one), Rest(other));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    private static JsonObject? Rest(Statement statement)
    {
        var rest = JsonNode.Parse(statement.Json.Span)?.AsObject();
        foreach (var name in (ReadOnlySpan<string>)["Sid", "Action", "NotAction"])
        {
            rest?.Remove(name);
        }

        return rest;
    }

    /// <summary>A statement of which only the index is known.</summary>
    public static Statement Unknown(int index, Effect effect) =>
        new() { Index = index, Effect = effect, Problem = new(default, PolicyMessages.StatementNotInReport, isWarning: false), Json = default };

    private static Statement Unread(int index, string? sid, TextPosition position, string problem, string json) =>
        new() { Index = index, Sid = sid, Position = position, Problem = new(position, problem, isWarning: false), Json = Encoding.UTF8.GetBytes(json) };
}
