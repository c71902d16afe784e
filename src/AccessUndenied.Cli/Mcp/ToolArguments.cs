using System.Text.Json;

namespace AccessUndenied.Cli.Mcp;

/// <summary>The arguments of a call, read by name.</summary>
internal sealed class ToolArguments
{
    /// <summary>No argument is longer: what an error's text or a record never reaches.</summary>
    public const int MostCharacters = 4 << 20;

    private readonly IDictionary<string, JsonElement> _given;

    /// <exception cref="ToolFaultException">One of them is not among <paramref name="known"/>.</exception>
    public ToolArguments(IDictionary<string, JsonElement>? given, IReadOnlyCollection<string>? known)
    {
        _given = given ?? new Dictionary<string, JsonElement>();
        if (known is not null && _given.Keys.FirstOrDefault(name => !known.Contains(name)) is { } other)
        {
            throw new ToolFaultException(McpMessages.NoArgument(other, known));
        }

        if (_given.Values.Any(value => value.ValueKind != JsonValueKind.Undefined && value.GetRawText().Length > MostCharacters))
        {
            throw new ToolFaultException(McpMessages.ArgumentTooLong(MostCharacters));
        }

        if (!_given.Values.All(IsText))
        {
            throw new ToolFaultException(McpMessages.HalfCharacter);
        }
    }

    /// <summary>All of them.</summary>
    public IEnumerable<KeyValuePair<string, JsonElement>> All => _given;

    /// <summary>A text; null where it is not given.</summary>
    /// <exception cref="ToolFaultException">It is no text.</exception>
    public string? Text(string name) => Value(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw new ToolFaultException(McpMessages.NotOfKind(name, "a text")),
    };

    /// <summary>A value of any kind; null where it is not given, or is null.</summary>
    public JsonElement? Value(string name) =>
        _given.TryGetValue(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    /// <summary>A whole number from 1 to <paramref name="highest"/>; <paramref name="standard"/> where it is not given.</summary>
    /// <exception cref="ToolFaultException">It is none.</exception>
    public int Count(string name, int standard, int highest) => Value(name) switch
    {
        null => standard,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var count) && count >= 1 && count <= highest => count,
        _ => throw new ToolFaultException(McpMessages.NotOfKind(name, $"a whole number from 1 to {highest}")),
    };

    /// <summary>Texts by name; a value is a text, a truth value, a number or a list of them.</summary>
    /// <exception cref="ToolFaultException">It is not an object of such values.</exception>
    public Dictionary<string, IReadOnlyList<string>> Texts(string name)
    {
        var texts = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        if (Value(name) is not { } given)
        {
            return texts;
        }

        if (given.ValueKind != JsonValueKind.Object)
        {
            throw new ToolFaultException(McpMessages.NotOfKind(name, "an object of condition keys and their values"));
        }

        foreach (var member in given.EnumerateObject())
        {
            texts[member.Name] = member.Value.ValueKind == JsonValueKind.Array
                ? [.. member.Value.EnumerateArray().Select(value => Scalar(value, name))]
                : [Scalar(member.Value, name)];
        }

        return texts;
    }

    // JSON may escape half a character, which no text has.
    private static bool IsText(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is not null,
                JsonValueKind.Array => value.EnumerateArray().All(IsText),
                JsonValueKind.Object => value.EnumerateObject().All(member => member.Name is not null && IsText(member.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string Scalar(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.GetRawText(),
        _ => throw new ToolFaultException(McpMessages.NotOfKind(name, "an object of condition keys and their values")),
    };
}
