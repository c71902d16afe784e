using System.Text.Json;

namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>What is known of one key: absent (false), unknown, or present (true) with its values.</summary>
internal sealed record PlainValue(Tri Presence, IReadOnlyList<string> Values, bool IsArray)
{
    internal static PlainValue Absent { get; } = new(Tri.False, [], false);
}

/// <summary>The request's context, with the keys that follow from the caller and the resource (EVAL-21).</summary>
internal sealed class PlainContext
{
    private readonly List<(string Key, PlainValue Value)> _entries = [];
    private readonly HashSet<string> _filled = new(StringComparer.OrdinalIgnoreCase);

    internal static PlainContext Read(JsonElement request)
    {
        var context = new PlainContext();
        if (request.TryGetProperty("context", out var given) && given.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in given.EnumerateObject())
            {
                var values = PlainStatement.Scalars(member.Value)
                    ?? throw new PlainInputException($"the value of {member.Name} is no text and no list of texts");
                var isArray = member.Value.ValueKind == JsonValueKind.Array;
                // COND-23: no values is as good as absent.
                context._entries.Add((member.Name, new PlainValue(TriLogic.Of(values.Count > 0), values, isArray)));
            }
        }
        if (request.TryGetProperty("unknownContextKeys", out var unknown) && unknown.ValueKind == JsonValueKind.Array)
        {
            foreach (var key in unknown.EnumerateArray())
            {
                context._entries.Add((key.GetString()!, new PlainValue(Tri.Unknown, [], false)));
            }
        }
        return context;
    }

    // COND-05: the exact tag key first, then the first that differs in case alone.
    internal PlainValue Find(string key)
    {
        var same = _entries.Where(entry => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).ToList();
        var exact = same.FindIndex(entry => TagKey(entry.Key) == TagKey(key));
        return same.Count == 0 ? PlainValue.Absent : same[Math.Max(exact, 0)].Value;
    }

    internal bool IsFilledIn(string key) => _filled.Contains(key);

    internal string? Single(string key)
    {
        var value = Find(key);
        return value.Presence == Tri.True && value.Values.Count == 1 ? value.Values[0] : null;
    }

    // A given value wins, and so does a key named unknown.
    internal void Fill(string key, string? value)
    {
        if (!_entries.Exists(entry => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase)))
        {
            _filled.Add(key);
            _entries.Add((key, value is null ? new PlainValue(Tri.Unknown, [], false) : new PlainValue(Tri.True, [value], false)));
        }
    }

    private static string TagKey(string key) => key.Contains('/') ? key[key.IndexOf('/')..] : "";
}
