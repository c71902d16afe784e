using System.Text.Json;
using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Events.Tables;

/// <summary>Reads back the text that Athena and CloudTrail Lake make of a struct, a map or an array: <c>{type=IAMUser, arn=…, sessioncontext={…}}</c>.</summary>
/// <remarks>
/// Nothing in it is quoted, so a value ends where <c>, name=</c> or the closing bracket follows. A name that occurs twice is an error: nobody
/// knows which was meant. Each letter is looked at a few times at most, whatever stands in the text.
/// </remarks>
internal ref struct StructText
{
    private const int MostDepth = 32;
    private const int LongestName = 128;

    private readonly ReadOnlySpan<char> _text;
    private readonly bool _ofStruct;
    private int _at;

    // How far brackets were looked for, and the last one that opens something before there.
    private int _searched;
    private char _lastOpened;

    // How many letters were looked at.
    private long _steps;

    private StructText(ReadOnlySpan<char> text, bool ofStruct)
    {
        _text = text;
        _ofStruct = ofStruct;
    }

    /// <summary>Reads the text of a struct, whose names are spelled as CloudTrail spells them, or of a map.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    internal static JsonNode Read(ReadOnlySpan<char> text, bool ofStruct) => Read(text, ofStruct, out _);

    /// <summary>The same; tells how many letters it looked at, each time counted, also where it fails.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    internal static JsonNode Read(ReadOnlySpan<char> text, bool ofStruct, out long steps)
    {
        var reader = new StructText(text.Trim(), ofStruct);
        try
        {
            var value = reader.Value(0) ?? throw new FormatException();
            return reader._at == reader._text.Length ? value : throw new FormatException();
        }
        finally
        {
            steps = reader._steps;
        }
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
            var length = NameLengthAt(_at);
            if (length == 0)
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
        while (end < _text.Length && _text[end] is not ('}' or ']') && !(_text[end..].StartsWith(", ") && (NameLengthAt(end + 2) > 0 || IsInList(end))))
        {
            end++;
            _steps++;
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
    private bool IsInList(int end)
    {
        for (; _searched < end; _searched++, _steps++)
        {
            _lastOpened = _text[_searched] is '[' or '{' ? _text[_searched] : _lastOpened;
        }

        return _lastOpened == '[';
    }

    private int NameLengthAt(int at)
    {
        var start = _text.Slice(at, Math.Min(_text.Length - at, LongestName + 1));
        var length = start.IndexOfAny("=, {}[]\"");
        _steps += length < 0 ? start.Length : length;
        return length > 0 && start[length] == '=' ? length : 0;
    }

    private bool BeginsAsJson()
    {
        var rest = _text[(_at + 1)..].TrimStart();
        _steps += _text.Length - _at - rest.Length;
        return rest is ['"', ..] or ['{', '"', ..];
    }

    private JsonNode? Json()
    {
        var length = JsonLength();
        try
        {
            var value = JsonNode.Parse(_text.Slice(_at, length).ToString());
            _at += length;
            return value;
        }
        catch (JsonException)
        {
            throw new FormatException();
        }
    }

    // Up to where its brackets are closed.
    private int JsonLength()
    {
        var (depth, isInString) = (0, false);
        for (var end = _at; end < _text.Length; end++)
        {
            _steps++;
            var letter = _text[end];
            if (isInString)
            {
                end += letter == '\\' ? 1 : 0;
                isInString = letter != '"';
                continue;
            }

            isInString = letter == '"';
            depth += letter is '{' or '[' ? 1 : letter is '}' or ']' ? -1 : 0;
            if (depth == 0)
            {
                return end + 1 - _at;
            }
        }

        throw new FormatException();
    }
}
