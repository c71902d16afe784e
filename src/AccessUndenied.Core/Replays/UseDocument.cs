using System.Text;
using System.Text.Json;
using AccessUndenied.Json;

namespace AccessUndenied.Replays;

/// <summary>Writes used rights as a policy: actions with the same resources share a statement.</summary>
internal static class UseDocument
{
    public static string Of(IReadOnlyList<UsedRight> rights)
    {
        var statements = rights.GroupBy(right => right.Action, StringComparer.OrdinalIgnoreCase)
            .Select(group => (Action: group.Key, Resources: group.Select(right => right.Resource).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList()))
            .GroupBy(one => string.Join('\n', one.Resources), StringComparer.Ordinal)
            .Select(group => (Actions: group.Select(one => one.Action).ToList(), group.First().Resources))
            .ToList();
        return Encoding.UTF8.GetString(JsonBuffer.Written(indented: false, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("Version"u8, "2012-10-17"u8);
            writer.WriteAll("Statement"u8, statements, (_, statement) =>
            {
                writer.WriteString("Effect"u8, "Allow"u8);
                Write(writer, "Action"u8, statement.Actions);
                Write(writer, "Resource"u8, statement.Resources);
            });
            writer.WriteEndObject();
        }).Span);
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, List<string> texts)
    {
        if (texts.Count == 1)
        {
            writer.WriteString(name, texts[0]);
        }
        else
        {
            writer.WriteTexts(name, texts);
        }
    }
}
