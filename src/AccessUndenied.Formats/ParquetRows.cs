using System.Text;
using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace AccessUndenied.Formats;

/// <summary>The rows of one row group, put together from its columns.</summary>
/// <remarks>Source: Parquet's documentation, <see href="https://parquet.apache.org/docs/file-format/nestedencoding/">"Nested Encoding"</see>.</remarks>
internal sealed class ParquetRows : IDisposable
{
    private readonly IReadOnlyList<Field> _fields;
    private readonly Dictionary<DataField, ParquetColumn> _columns;
    private readonly Dictionary<Field, ParquetColumn[]> _leaves = new(ReferenceEqualityComparer.Instance);
    private long _left;

    private ParquetRows(IReadOnlyList<Field> fields, Dictionary<DataField, ParquetColumn> columns, long count)
    {
        _fields = fields;
        _columns = columns;
        _left = count;
        Cells = new string[fields.Count];
        foreach (var field in fields)
        {
            AddLeaves(field);
        }
    }

    /// <summary>The cells of the row: texts, or the JSON of what nests.</summary>
    public string[] Cells { get; }

    /// <exception cref="InvalidDataException">It is beyond what is read.</exception>
    public static async Task<ParquetRows> ReadAsync(ParquetReader reader, int group, Stream file, CancellationToken cancellationToken)
    {
        using var rows = reader.OpenRowGroupReader(group);
        ParquetBounds.CheckGroup(file, rows.RowGroup);
        var fields = reader.Schema.Fields;

        // The fields that columns are read by are others than those of the tree, in the same order.
        var named = fields.SelectMany(LeavesOf).ToList();
        var stored = reader.Schema.GetDataFields();
        if (named.Count != stored.Length)
        {
            throw new InvalidDataException(FormatMessages.Damaged("Parquet", "its columns are not those of its schema"));
        }

        var columns = new Dictionary<DataField, ParquetColumn>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < stored.Length; i++)
        {
            columns.Add(named[i], new(named[i], await rows.ReadRawColumnDataBaseAsync(stored[i], cancellationToken).ConfigureAwait(false)));
        }

        return new(fields, columns, rows.RowCount);
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool MoveNext()
    {
        if (_left-- <= 0)
        {
            return false;
        }

        for (var i = 0; i < _fields.Count; i++)
        {
            Cells[i] = CellOf(_fields[i]);
        }

        return true;
    }

    public void Dispose()
    {
        foreach (var column in _columns.Values)
        {
            column.Dispose();
        }
    }

    private string CellOf(Field field)
    {
        if (field is DataField { IsArray: false } data)
        {
            return _columns[data].Take()?.ToString() ?? "";
        }

        using var text = new MemoryStream();
        bool isNull;
        using (var writer = new Utf8JsonWriter(text))
        {
            isNull = !Write(field, writer);
        }

        return isNull ? "" : Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    // Whether there is something; null is written where there is nothing.
    private bool Write(Field field, Utf8JsonWriter writer)
    {
        switch (field)
        {
            case DataField { IsArray: true } or ListField or MapField:
                return WriteItems(field, writer);
            case DataField data:
                return WriteValue(_columns[data].Take(), writer);
            case StructField group when _leaves[field][0].Definition >= field.MaxDefinitionLevel:
                writer.WriteStartObject();
                foreach (var member in group.Fields)
                {
                    writer.WritePropertyName(member.Name);
                    Write(member, writer);
                }

                writer.WriteEndObject();
                return true;
            default:
                PassOver(field);
                writer.WriteNullValue();
                return false;
        }
    }

    private bool WriteItems(Field field, Utf8JsonWriter writer)
    {
        var leaves = _leaves[field];
        var first = leaves[0];
        if (first.Definition < field.MaxDefinitionLevel - (field is DataField { IsNullable: true } ? 1 : 0))
        {
            var isEmpty = first.Definition == field.MaxDefinitionLevel - 1;
            PassOver(field);
            if (isEmpty)
            {
                Begin(writer, field is MapField);
                End(writer, field is MapField);
            }
            else
            {
                writer.WriteNullValue();
            }

            return isEmpty;
        }

        var isMap = field is MapField;
        Begin(writer, isMap);
        do
        {
            WriteItem(field, first, writer);
        }
        while (first.Repetition == field.MaxRepetitionLevel);

        End(writer, isMap);
        return true;
    }

    private void WriteItem(Field field, ParquetColumn first, Utf8JsonWriter writer)
    {
        switch (field)
        {
            case ListField list:
                Write(list.Item, writer);
                break;
            case MapField { Key: DataField key } map:
                writer.WritePropertyName(_columns[key].Take()?.ToString() ?? "");
                Write(map.Value, writer);
                break;
            case MapField:
                throw new InvalidDataException(FormatMessages.ParquetColumn(field.Name, "a map whose keys nest"));
            default:
                WriteValue(first.Take(), writer);
                break;
        }
    }

    private static void Begin(Utf8JsonWriter writer, bool isMap)
    {
        if (isMap)
        {
            writer.WriteStartObject();
        }
        else
        {
            writer.WriteStartArray();
        }
    }

    private static void End(Utf8JsonWriter writer, bool isMap)
    {
        if (isMap)
        {
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteEndArray();
        }
    }

    private static bool WriteValue(object? value, Utf8JsonWriter writer)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                return false;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            default:
                writer.WriteStringValue(value.ToString());
                break;
        }

        return true;
    }

    private void PassOver(Field field)
    {
        foreach (var leaf in _leaves[field])
        {
            leaf.Take();
        }
    }

    private static IEnumerable<DataField> LeavesOf(Field field) => field is DataField data ? [data] : Parts(field).SelectMany(LeavesOf);

    private static IReadOnlyList<Field> Parts(Field field) => field switch
    {
        StructField group => group.Fields,
        ListField list => [list.Item],
        MapField map => [map.Key, map.Value],
        _ => throw new InvalidDataException(FormatMessages.ParquetColumn(field.Name, field.SchemaType.ToString())),
    };

    private ParquetColumn[] AddLeaves(Field field) => _leaves[field] = field is DataField data ? [_columns[data]] : [.. Parts(field).SelectMany(AddLeaves)];
}
