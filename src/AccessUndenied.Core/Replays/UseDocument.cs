using System.Text;
using System.Text.Json;
using AccessUndenied.Json;
using AccessUndenied.Remediations;

namespace AccessUndenied.Replays;

/// <summary>Writes used rights as a policy: actions with the same resources share a statement.</summary>
internal static class UseDocument
{
    public static string Of(IReadOnlyList<UsedRight> rights)
    {
        var statements = rights.GroupBy(right => $"{right.Action.ToUpperInvariant()}\n{string.Join('\n', right.Conditions)}", StringComparer.Ordinal)
            .Select(group => (group.First().Action, Resources: group.Select(right => right.Resource).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList(), group.First().Bounds))
            .GroupBy(one => string.Join('\n', one.Resources.Concat(one.Bounds.Select(bound => $"{bound.Operator}\n{bound.Key}\n{bound.Value}"))), StringComparer.Ordinal)
            .Select(group => (Actions: group.Select(one => one.Action).ToList(), group.First().Resources, group.First().Bounds))
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
                if (statement.Bounds.Count > 0)
                {
                    writer.WriteStartObject("Condition"u8);
                    foreach (var group in statement.Bounds.GroupBy(bound => bound.Operator, StringComparer.Ordinal))
                    {
                        writer.WriteStartObject(group.Key);
                        foreach (var (_, key, value) in group.DistinctBy(bound => bound.Key))
                        {
                            writer.WriteString(key, PatternText.Exact(value, "2012-10-17"));
                        }

                        writer.WriteEndObject();
                    }

                    writer.WriteEndObject();
                }
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
