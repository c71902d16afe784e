using System.Text.Json;
using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Events.Tables;

/// <summary>Reads back the text that Athena and CloudTrail Lake make of a struct, a map or an array: <c>{type=IAMUser, arn=…, sessioncontext={…}}</c>.</summary>
/// <remarks>
/// Nothing in it is quoted, so a value ends where <c>, name=</c> or the closing bracket follows. A name that occurs twice is an error: nobody
/// knows which was meant.
/// </remarks>
internal ref struct StructText
{
    private const int MostDepth = 32;
    private const int LongestName = 128;

    private readonly ReadOnlySpan<char> _text;
    private readonly bool _ofStruct;
    private int _at;

    private StructText(ReadOnlySpan<char> text, bool ofStruct)
    {
        _text = text;
        _ofStruct = ofStruct;
    }

    /// <summary>Reads the text of a struct, whose names are spelled as CloudTrail spells them, or of a map.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    internal static JsonNode Read(ReadOnlySpan<char> text, bool ofStruct)
    {
        var reader = new StructText(text.Trim(), ofStruct);
        var value = reader.Value(0) ?? throw new FormatException();
        return reader._at == reader._text.Length ? value : throw new FormatException();
    }

    private JsonNode? Value(int depth)
    {
        if (depth > MostDepth || _at >= _text.Length)
        {
            throw new FormatException();
        }

        return _text[_at] switch
        {
            '{' when BeginsAsJson() => Json(),
            '[' when BeginsAsJson() => Json(),
            '{' => Members(depth),
            '[' => Items(depth),
            _ => Plain(),
        };
    }

    private JsonObject Members(int depth)
    {
        var members = new JsonObject();
        _at++;
        while (!TryClose('}'))
        {
            var length = _text[_at..].IndexOf('=');
            if (length <= 0 || !IsName(_text.Slice(_at, length)))
            {
                throw new FormatException();
            }

            var name = _text.Slice(_at, length).ToString();
            _at += length + 1;
            var value = _at < _text.Length && _text[_at] is not (',' or '}') ? Value(depth + 1) : null;
            if (!members.TryAdd(_ofStruct ? ColumnNames.Spell(name) : name, value))
            {
                throw new FormatException();
            }

            SkipComma('}');
        }

        return members;
    }

    private JsonArray Items(int depth)
    {
        var items = new JsonArray();
        _at++;
        while (!TryClose(']'))
        {
            items.Add(Value(depth + 1));
            SkipComma(']');
        }

        return items;
    }

    private bool TryClose(char bracket)
    {
        if (_at >= _text.Length)
        {
            throw new FormatException();
        }

        var closes = _text[_at] == bracket;
        _at += closes ? 1 : 0;
        return closes;
    }

    // What closes something else ends the reading: stepping over nothing again and again would never end.
    private void SkipComma(char bracket)
    {
        if (_text[_at..].StartsWith(", "))
        {
            _at += 2;
        }
        else if (_at >= _text.Length || _text[_at] != bracket)
        {
            throw new FormatException();
        }
    }

    private JsonValue? Plain()
    {
        var end = _at;
        while (end < _text.Length && _text[end] is not ('}' or ']') && !(_text[end..].StartsWith(", ") && (IsNameNext(end + 2) || NothingIsOpen(end))))
        {
            end++;
        }

        if (end == _text.Length)
        {
            throw new FormatException();
        }

        var text = _text[_at..end];
        _at = end;
        return text is "null" or "" ? null : JsonValue.Create(text.ToString());
    }

    // In a list of plain values every comma parts two of them.
    private readonly bool NothingIsOpen(int end) => _text[..end].LastIndexOf('[') > _text[..end].LastIndexOf('{');

    private readonly bool IsNameNext(int at)
    {
        var length = _text.Slice(at, Math.Min(_text.Length - at, LongestName + 1)).IndexOf('=');
        return length > 0 && IsName(_text.Slice(at, length));
    }

    private static bool IsName(ReadOnlySpan<char> name) => name.Length <= LongestName && !name.ContainsAny(", {}[]\"");

    private readonly bool BeginsAsJson() => _text[(_at + 1)..].TrimStart() is ['"', ..] or ['{', '"', ..];

    private JsonNode? Json()
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(_text[_at..].ToString());
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, default);
        try
        {
            reader.Read();
            if (!reader.TrySkip())
            {
                throw new FormatException();
            }

            _at += System.Text.Encoding.UTF8.GetCharCount(bytes.AsSpan(0, (int)reader.BytesConsumed));
            return JsonNode.Parse(bytes.AsSpan(0, (int)reader.BytesConsumed));
        }
        catch (JsonException)
        {
            throw new FormatException();
        }
    }
}
