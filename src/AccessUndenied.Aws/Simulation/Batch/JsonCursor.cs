using System.Text;
using System.Text.Json;
using AccessUndenied.Aws.Input;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>Walks over the members of a request, and steps over policy documents without reading them.</summary>
/// <remarks>
/// Everything but the inside of stepped-over values is checked; what is not JSON is a <see cref="JsonException"/> without a place, which a
/// plain reading of the whole text then finds.
/// </remarks>
internal ref struct JsonCursor
{
    private static readonly JsonReaderOptions s_options = new() { MaxDepth = 64 };

    private readonly ReadOnlySpan<byte> _json;

    public JsonCursor(ReadOnlySpan<byte> json)
    {
        _json = json;
        Position = 0;
    }

    /// <summary>How many bytes are behind the cursor.</summary>
    public int Position { get; private set; }

    /// <summary>The first byte of the next value; 0 at the end.</summary>
    public byte Peek()
    {
        while (Position < _json.Length)
        {
            var current = _json[Position];
            if (current is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                return current;
            }

            Position++;
        }

        return 0;
    }

    /// <summary>Steps behind the opening bracket that is next.</summary>
    public void Enter() => Position++;

    /// <summary>Goes to the next item of an array; false, and behind the array, when there is none.</summary>
    public bool NextItem(ref bool isFirst) => Next((byte)']', ref isFirst);

    /// <summary>Goes to the value of an object's next member; false, and behind the object, when there is none.</summary>
    public bool NextMember(ref bool isFirst, out ReadOnlySpan<byte> name)
    {
        name = default;
        if (!Next((byte)'}', ref isFirst))
        {
            return false;
        }

        if (Peek() != (byte)'"')
        {
            throw new JsonException();
        }

        name = Name();
        if (Peek() != (byte)':')
        {
            throw new JsonException();
        }

        Position++;
        return true;
    }

    /// <summary>Reads a text, a number, a boolean or null, and leaves the reader on it.</summary>
    public Utf8JsonReader ReadScalar()
    {
        Peek();
        var reader = new Utf8JsonReader(_json[Position..], s_options);
        reader.Read();
        Position += (int)reader.BytesConsumed;
        return reader;
    }

    /// <summary>Steps over a value of any kind, checking it; gives its text.</summary>
    public ReadOnlySpan<byte> SkipChecked()
    {
        Peek();
        var start = Position;
        var reader = new Utf8JsonReader(_json[start..], s_options);
        reader.Read();
        reader.Skip();
        Position += (int)reader.BytesConsumed;
        return _json[start..Position];
    }

    /// <summary>Steps over a value, not looking into an object or array; gives its text.</summary>
    public ReadOnlySpan<byte> SkipUnchecked()
    {
        if (Peek() is not ((byte)'{' or (byte)'['))
        {
            return SkipChecked();
        }

        var start = Position;
        var end = ValueEnd.Find(_json, start + 1);
        if (end < 0)
        {
            throw new JsonException();
        }

        Position = end + 1;
        return _json[start..Position];
    }

    /// <summary>Goes back to <paramref name="position"/>.</summary>
    public void Rewind(int position) => Position = position;

    private bool Next(byte end, ref bool isFirst)
    {
        var current = Peek();
        if (current == end)
        {
            Position++;
            return false;
        }

        if (!isFirst)
        {
            if (current != (byte)',')
            {
                throw new JsonException();
            }

            Position++;
            if (Peek() == end)
            {
                throw new JsonException();
            }
        }

        isFirst = false;
        return true;
    }

    private ReadOnlySpan<byte> Name()
    {
        var rest = _json[(Position + 1)..];
        var end = rest.IndexOfAny((byte)'"', (byte)'\\');
        if (end >= 0 && rest[end] == (byte)'"' && !rest[..end].ContainsAnyInRange((byte)0, (byte)0x1F))
        {
            Position += end + 2;
            return rest[..end];
        }

        return Encoding.UTF8.GetBytes(ReadScalar().GetString()!);
    }
}
