using System.Globalization;
using System.Text.Json;

namespace AccessUndenied.Json;

/// <summary>The members of one object of a result; what is missing or of another type is an error that names its place.</summary>
internal readonly struct JsonFields
{
    private readonly JsonElement _json;
    private readonly string _path;

    public JsonFields(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Fault(path, "an object", json.ValueKind);
        }

        _json = json;
        _path = path;
    }

    public bool Has(string name) => _json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public string Text(string name) => OptionalText(name) ?? throw Fault(PathOf(name), "a string", KindOf(name));

    public string? OptionalText(string name) => !Has(name) ? null : TextOf(_json.GetProperty(name), PathOf(name));

    public bool Flag(string name) => OptionalFlag(name) ?? throw Fault(PathOf(name), "true or false", KindOf(name));

    public bool? OptionalFlag(string name) => !Has(name) ? null : _json.GetProperty(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        var other => throw Fault(PathOf(name), "true or false", other),
    };

    public int Number(string name) => OptionalNumber(name) ?? throw Missing(name, "a whole number");

    public int? OptionalNumber(string name)
    {
        if (!Has(name))
        {
            return null;
        }

        return _json.GetProperty(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value)
            ? value
            : throw Fault(PathOf(name), "a whole number", KindOf(name));
    }

    public DateTimeOffset? Time(string name)
    {
        if (OptionalText(name) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw Fault(PathOf(name), "a time in ISO 8601", KindOf(name));
    }

    /// <summary>The one whose text <paramref name="textOf"/> gives.</summary>
    public T OneOf<T>(string name, Func<T, string> textOf)
        where T : struct, Enum
    {
        var text = Text(name);
        foreach (var value in Enum.GetValues<T>())
        {
            if (textOf(value) == text)
            {
                return value;
            }
        }

        throw Fault(PathOf(name), $"one of {string.Join(", ", Enum.GetValues<T>().Select(textOf))}", JsonValueKind.String);
    }

    public string Json(string name) => OptionalJson(name) ?? throw Fault(PathOf(name), "a JSON value", KindOf(name));

    public string? OptionalJson(string name) => Has(name) ? _json.GetProperty(name).GetRawText() : null;

    public JsonFields Object(string name) =>
        new(_json.TryGetProperty(name, out var value) ? value : throw Fault(PathOf(name), "an object", JsonValueKind.Undefined), PathOf(name));

    public IReadOnlyList<string> Texts(string name) => List(name, TextOf);

    public IReadOnlyList<T> List<T>(string name, Func<JsonFields, T> read) => List(name, (item, path) => read(new(item, path)));

    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> TextLists()
    {
        var lists = new List<KeyValuePair<string, IReadOnlyList<string>>>();
        foreach (var member in _json.EnumerateObject())
        {
            lists.Add(new(member.Name, member.Value.ValueKind == JsonValueKind.Array ? Texts(member.Name) : [TextOf(member.Value, PathOf(member.Name))]));
        }

        return lists;
    }

    /// <summary>The error that <paramref name="expected"/> was expected in the place of the member.</summary>
    public FormatException Missing(string name, string expected) => Fault(PathOf(name), expected, KindOf(name));

    private List<T> List<T>(string name, Func<JsonElement, string, T> read)
    {
        var items = new List<T>();
        if (!Has(name))
        {
            return items;
        }

        var list = _json.GetProperty(name);
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw Fault(PathOf(name), "a list", list.ValueKind);
        }

        foreach (var item in list.EnumerateArray())
        {
            items.Add(read(item, $"{PathOf(name)}[{items.Count}]"));
        }

        return items;
    }

    private static string TextOf(JsonElement json, string path) =>
        json.ValueKind == JsonValueKind.String ? json.GetString()! : throw Fault(path, "a string", json.ValueKind);

    private string PathOf(string name) => $"{_path}.{name}";

    private JsonValueKind KindOf(string name) => _json.TryGetProperty(name, out var value) ? value.ValueKind : JsonValueKind.Undefined;

    private static FormatException Fault(string path, string expected, JsonValueKind found) => new(JsonMessages.NotAReport(path, expected, found));
}
