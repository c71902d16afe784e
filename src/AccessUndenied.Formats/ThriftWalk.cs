namespace AccessUndenied.Formats;

/// <summary>Walks over a value in Thrift's compact protocol without building it, and says how deep it goes and where it ends.</summary>
/// <remarks>
/// What builds such values goes as deep as they do, and a file decides how deep that is; so each is walked over first. Source: Apache Thrift,
/// <see href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md">"Thrift Compact protocol encoding"</see>.
/// </remarks>
internal ref struct ThriftWalk(ReadOnlySpan<byte> bytes)
{
    private const int MostLevels = 32;
    private const int LongestNumber = 10;

    // Fields of FileMetaData and SchemaElement, by Parquet's own definition (parquet.thrift).
    private const int SchemaField = 2;
    private const int ChildrenField = 5;

    // A structure in a list of the outermost one.
    private const int ElementLevel = MostLevels - 2;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private bool _isSchema;
    private long _children;

    /// <summary>How far it has come.</summary>
    public int Position { get; private set; }

    /// <summary>The numbers of the outermost structure's fields, by their ids.</summary>
    public Dictionary<int, long> Numbers { get; } = [];

    /// <summary>How many children each element of a footer's schema has, in the order in which it lists them, parents first.</summary>
    public List<long> Children { get; } = [];

    /// <summary>Walks over a structure.</summary>
    /// <exception cref="InvalidDataException">It is none, or goes too deep.</exception>
    public void Structure() => Structure(MostLevels);

    private void Structure(int levels)
    {
        if (levels == 0)
        {
            throw new InvalidDataException(FormatMessages.ParquetTooDeep(MostLevels));
        }

        for (var id = 0; ;)
        {
            var head = Next();
            if (head == 0)
            {
                if (levels == ElementLevel && _isSchema)
                {
                    Children.Add(_children);
                    _children = 0;
                }

                return;
            }

            id = head >> 4 == 0 ? (int)ZigZag() : id + (head >> 4);
            _isSchema = levels == MostLevels ? id == SchemaField : _isSchema;
            Value(head & 0x0F, levels, id);
        }
    }

    private void Value(int type, int levels, int? id)
    {
        switch (type)
        {
            case 1 or 2:
                return;
            case 3:
                Next();
                return;
            case 4 or 5 or 6:
                var number = ZigZag();
                if (levels == MostLevels && id is { } field)
                {
                    Numbers[field] = number;
                }
                else if (levels == ElementLevel && id == ChildrenField)
                {
                    _children = number;
                }

                return;
            case 7:
                Pass(sizeof(double));
                return;
            case 8:
                Pass(Number());
                return;
            case 9 or 10:
                List(levels);
                return;
            case 11:
                Map(levels);
                return;
            case 12:
                Structure(levels - 1);
                return;
            default:
                throw new InvalidDataException(FormatMessages.Damaged("Parquet", "a field has an unknown type"));
        }
    }

    private void List(int levels)
    {
        var head = Next();
        var count = head >> 4 == 0x0F ? Number() : (ulong)(head >> 4);
        Items(count, head & 0x0F, levels);
    }

    private void Map(int levels)
    {
        var count = Number();
        if (count > 0)
        {
            var types = Next();
            for (var i = 0UL; i < count; i++)
            {
                Items(1, types >> 4, levels);
                Items(1, types & 0x0F, levels);
            }
        }
    }

    // A list's booleans take a byte each, and every other item at least one, so that a count is never more than there are bytes.
    private void Items(ulong count, int type, int levels)
    {
        if (levels == 0 || count > (ulong)(_bytes.Length - Position))
        {
            throw new InvalidDataException(levels == 0 ? FormatMessages.ParquetTooDeep(MostLevels) : FormatMessages.Damaged("Parquet", "a list is longer than the file"));
        }

        for (var i = 0UL; i < count; i++)
        {
            if (type is 1 or 2)
            {
                Next();
            }
            else
            {
                Value(type, levels - 1, null);
            }
        }
    }

    private long ZigZag()
    {
        var number = Number();
        return (long)(number >> 1) ^ -(long)(number & 1);
    }

    private ulong Number()
    {
        var number = 0UL;
        for (var i = 0; i < LongestNumber; i++)
        {
            var next = Next();
            number |= (ulong)(next & 0x7F) << (7 * i);
            if (next < 0x80)
            {
                return number;
            }
        }

        throw new InvalidDataException(FormatMessages.Damaged("Parquet", "a number is too long"));
    }

    private byte Next() => Position < _bytes.Length ? _bytes[Position++] : throw new InvalidDataException(FormatMessages.Damaged("Parquet", "it ends in the middle"));

    private void Pass(ulong count)
    {
        if (count > (ulong)(_bytes.Length - Position))
        {
            throw new InvalidDataException(FormatMessages.Damaged("Parquet", "it ends in the middle"));
        }

        Position += (int)count;
    }
}
