using System.Text.Json;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>Walks through one value of a file; whatever is not as expected is a <see cref="SnapshotFormatException"/> that names the place.</summary>
internal ref struct SnapshotCursor
{
    private readonly SnapshotFile _file;
    private readonly int _start;
    private Utf8JsonReader _reader;

    public SnapshotCursor(JsonSlice slice)
    {
        _file = slice.File;
        _start = slice.Start;
        _reader = new Utf8JsonReader(slice.Bytes.Span, new JsonReaderOptions { MaxDepth = SnapshotFile.MaxDepth });
    }

    public static JsonSlice Whole(SnapshotFile file) => new(file, 0, file.Utf8.Length);

    /// <summary>Goes into the object that comes next; false when null is there instead.</summary>
    public bool EnterObject(string expected) => Enter(JsonTokenType.StartObject, expected);

    /// <summary>Goes into the array that comes next; false when null is there instead.</summary>
    public bool EnterArray(string expected) => Enter(JsonTokenType.StartArray, expected);

    /// <summary>Goes to the object's next member, whose name is then current; false at the object's end.</summary>
    public bool NextMember() => _reader.Read() && _reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Goes into the array's next item, which must be an object; false at the array's end.</summary>
    public bool NextObject(string expected)
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        return _reader.TokenType == JsonTokenType.StartObject ? true : throw Fault(SnapshotMessages.WrongType(expected, _reader.TokenType));
    }

    /// <summary>Goes to the array's next item, which must be a text; false at the array's end.</summary>
    public bool NextText(string expected, out string text)
    {
        _reader.Read();
        text = "";
        if (_reader.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        text = _reader.TokenType == JsonTokenType.String ? _reader.GetString()! : throw Fault(SnapshotMessages.WrongType(expected, _reader.TokenType));
        return true;
    }

    /// <summary>Whether the current member has this name.</summary>
    public readonly bool Is(ReadOnlySpan<byte> name) => _reader.ValueTextEquals(name);

    /// <summary>The current member's name.</summary>
    public readonly string Name() => _reader.GetString()!;

    /// <summary>Where the current token starts in its file.</summary>
    public readonly int Position => _start + (int)_reader.TokenStartIndex;

    /// <summary>Where the current token ends in its file.</summary>
    public readonly int End => _start + (int)_reader.BytesConsumed;

    /// <summary>The current member's text; null for null.</summary>
    public string? Text(string expected = "a string")
    {
        _reader.Read();
        return _reader.TokenType switch
        {
            JsonTokenType.String => _reader.GetString(),
            JsonTokenType.Null => null,
            _ => throw Fault(SnapshotMessages.WrongType(expected, _reader.TokenType)),
        };
    }

    /// <summary>The current member's boolean; false for null.</summary>
    public bool Flag()
    {
        _reader.Read();
        return _reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False or JsonTokenType.Null => false,
            _ => throw Fault(SnapshotMessages.WrongType("true or false", _reader.TokenType)),
        };
    }

    /// <summary>The current member's whole number.</summary>
    public int Number()
    {
        _reader.Read();
        return _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt32(out var number)
            ? number
            : throw Fault(SnapshotMessages.WrongType("a whole number", _reader.TokenType));
    }

    /// <summary>The current member's value, whatever it is.</summary>
    public JsonSlice Value()
    {
        _reader.Read();
        var start = Position;
        _reader.Skip();
        return new(_file, start, End - start);
    }

    /// <summary>Passes over the current member's value.</summary>
    public void Skip() => _reader.Skip();

    /// <summary>Makes sure that nothing follows.</summary>
    public void ExpectEnd()
    {
        while (_reader.Read())
        {
            // Trailing text is a JSON error, which the reader reports itself.
        }
    }

    /// <summary>An exception about the current token.</summary>
    public readonly SnapshotFormatException Fault(string message) => new($"{_file.PlaceOf(Position)}: {message}");

    private bool Enter(JsonTokenType type, string expected)
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.Null)
        {
            return false;
        }

        return _reader.TokenType == type ? true : throw Fault(SnapshotMessages.WrongType(expected, _reader.TokenType));
    }
}
