using System.Text;
using System.Text.Json;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Replays;

/// <summary>Reads proposed changes from JSON: one object, or an array of objects.</summary>
/// <remarks>
/// Shape: <c>{ "Change": "put", "Layer": "serviceControl", "Target": "ou-…", "PolicyName": "…", "PolicyArn": null, "Document": { … } }</c>; <c>Change</c> is
/// <c>put</c>, <c>delete</c>, <c>attach</c> or <c>detach</c>. A member that is not known is an error, since a misspelt one would change what is replayed.
/// </remarks>
public static class ChangeFile
{
    private const long MaxBytes = 16 << 20;

    private static readonly string[] s_members = ["Change", "Layer", "Target", "PolicyName", "PolicyArn", "Document"];

    private static readonly Dictionary<string, ChangeKind> s_kinds = Enum.GetValues<ChangeKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    private static readonly Dictionary<string, PolicyLayer> s_layers = Enum.GetValues<PolicyLayer>().ToDictionary(PolicyLayerConverter.TextOf, StringComparer.Ordinal);

    /// <summary>Reads the file at <paramref name="path"/>.</summary>
    /// <exception cref="ChangeFormatException">The file cannot be read, or holds no changes; the message names file, place and way out.</exception>
    public static IReadOnlyList<ProposedChange> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > MaxBytes)
            {
                throw new ChangeFormatException($"{path}: {ChangeMessages.ChangesTooLong(MaxBytes)}");
            }

            var bytes = new MemoryStream();
            file.CopyTo(bytes);
            return Parse(bytes.ToArray(), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var why = exception is FileNotFoundException or DirectoryNotFoundException ? "it does not exist; check the path" : exception.Message;
            throw new ChangeFormatException($"cannot read {path}: {why}", exception);
        }
    }

    /// <summary>Reads what <paramref name="utf8"/> holds, called <paramref name="name"/> in messages.</summary>
    /// <exception cref="ChangeFormatException">It holds no changes; the message names the place and the way out.</exception>
    public static IReadOnlyList<ProposedChange> Parse(ReadOnlyMemory<byte> utf8, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        utf8 = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        if (utf8.Span is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new ChangeFormatException($"{name}: {ChangeMessages.Utf16}");
        }

        try
        {
            using var document = JsonDocument.Parse(utf8);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                return [ReadOne(document.RootElement, $"{name}, $", utf8)];
            }

            var changes = document.RootElement.EnumerateArray().Select((item, index) => ReadOne(item, $"{name}, $[{index}]", utf8)).ToList();
            return changes.Count > 0 ? changes : throw new ChangeFormatException($"{name}, $: {ChangeMessages.ChangesEmpty}");
        }
        catch (JsonException exception)
        {
            var reason = exception.Message.Split(" LineNumber:")[0].TrimEnd('.');
            throw new ChangeFormatException($"{name}, {ChangeMessages.ChangesNotJson(reason, exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0)}", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new ChangeFormatException($"{name}: {DocumentMessages.HalfCharacter}", exception);
        }
    }

    private static ProposedChange ReadOne(JsonElement json, string place, ReadOnlyMemory<byte> file)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new ChangeFormatException($"{place}: {ChangeMessages.ChangeIsNoObject(NameOf(json.ValueKind))}");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            if (!s_members.Contains(member.Name, StringComparer.Ordinal))
            {
                throw new ChangeFormatException($"{place}.{member.Name}: {ChangeMessages.ChangeUnknownMember(member.Name, s_members)}");
            }

            if (!seen.Add(member.Name))
            {
                throw new ChangeFormatException($"{place}.{member.Name}: {DocumentMessages.Duplicate(member.Name)}");
            }
        }

        return new()
        {
            Kind = OneOf(json, "Change", s_kinds, place),
            Layer = OneOf(json, "Layer", s_layers, place),
            Target = Text(json, "Target", place),
            PolicyName = Text(json, "PolicyName", place),
            PolicyArn = Text(json, "PolicyArn", place),
            Document = Document(json, place),
            Origin = place,
            DocumentLine = LineOf(json, file.Span),
        };
    }

    // Where the same document stands twice, the first is as good as the second.
    private static int? LineOf(JsonElement json, ReadOnlySpan<byte> file)
    {
        if (!json.TryGetProperty("Document", out var document) || document.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var start = file.IndexOf(Encoding.UTF8.GetBytes(document.GetRawText()));
        return start < 0 ? null : file[..start].Count((byte)'\n') + 1;
    }

    private static T OneOf<T>(JsonElement json, string member, IReadOnlyDictionary<string, T> values, string place)
    {
        var text = Text(json, member, place) ?? throw new ChangeFormatException($"{place}: {ChangeMessages.ChangeLacks(member, [.. values.Keys])}");
        return values.TryGetValue(text, out var value)
            ? value
            : throw new ChangeFormatException($"{place}.{member}: {ChangeMessages.ChangeUnknownValue(text, member, [.. values.Keys])}");
    }

    private static string? Text(JsonElement json, string member, string place)
    {
        if (!json.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : throw new ChangeFormatException($"{place}.{member}: {ChangeMessages.ChangeWrongType("a string that is not empty", NameOf(value.ValueKind))}");
    }

    private static PolicyDocument? Document(JsonElement json, string place)
    {
        if (!json.TryGetProperty("Document", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.String))
        {
            throw new ChangeFormatException($"{place}.Document: {ChangeMessages.ChangeWrongType("a policy document, an object", NameOf(value.ValueKind))}");
        }

        try
        {
            return PolicyDocument.Parse(value.GetRawText());
        }
        catch (PolicyFormatException exception)
        {
            throw new ChangeFormatException($"{place}.Document: {exception.Message}", exception);
        }
    }

    private static string NameOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "an empty string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };
}
