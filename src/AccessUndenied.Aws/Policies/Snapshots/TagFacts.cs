using System.Text.Json;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Tags as condition keys.</summary>
internal static class TagFacts
{
    /// <summary>Adds one key for each tag under <paramref name="prefix"/>; the first of two that differ in case alone stands (COND-05).</summary>
    public static void Add(FactsBuilder facts, string prefix, IEnumerable<KeyValuePair<string, string>> tags) => Add(facts.Values, prefix, tags);

    /// <summary>The same for <paramref name="values"/>.</summary>
    public static void Add(Dictionary<string, ContextValue> values, string prefix, IEnumerable<KeyValuePair<string, string>> tags)
    {
        foreach (var (key, value) in tags)
        {
            values.TryAdd(prefix + key, ContextValue.Of(value));
        }
    }

    /// <summary>Reads an entry of <c>ResourceTags</c>.</summary>
    /// <param name="map">The entry.</param>
    /// <param name="problem">Why it cannot be read; null when it can.</param>
    public static List<KeyValuePair<string, string>> Read(JsonSlice map, out string? problem)
    {
        var tags = new List<KeyValuePair<string, string>>();
        problem = null;
        try
        {
            var cursor = new SnapshotCursor(map);
            if (cursor.EnterObject("tags, an object"))
            {
                var seen = new MembersSeen();
                while (cursor.NextMember())
                {
                    seen.Add(ref cursor);
                    tags.Add(new(cursor.Name(), cursor.Text("a tag's value, a string") ?? ""));
                }
            }
        }
        catch (SnapshotFormatException exception)
        {
            problem = exception.Message;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            problem = $"{map.Place}: {SnapshotMessages.NotText(exception)}";
        }

        return tags;
    }
}
