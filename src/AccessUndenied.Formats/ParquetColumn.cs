using System.Globalization;
using Parquet.Data;
using Parquet.Schema;

namespace AccessUndenied.Formats;

/// <summary>The values of one column of a row group, one after the other, with how deep each is defined and where it repeats.</summary>
internal sealed class ParquetColumn : IDisposable
{
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    private readonly DataField _field;
    private readonly RawColumnData _data;
    private readonly Func<int, object> _valueAt;
    private int _position;
    private int _value;

    public ParquetColumn(DataField field, RawColumnData data)
    {
        _field = field;
        _data = data;
        _valueAt = Reader();
    }

    /// <summary>How deep the next value is defined; -1 behind the last.</summary>
    public int Definition => _field.MaxDefinitionLevel == 0 ? 0 : At(_data.DefinitionLevels);

    /// <summary>At which list the next value repeats; -1 behind the last.</summary>
    public int Repetition => _field.MaxRepetitionLevel == 0 ? 0 : At(_data.RepetitionLevels);

    /// <summary>The next value: a text, a whole or other number, or a boolean; null where there is none.</summary>
    public object? Take()
    {
        var isDefined = Definition == _field.MaxDefinitionLevel;
        _position++;
        return isDefined ? _valueAt(_value++) : null;
    }

    public void Dispose() => _data.Dispose();

    private int At(Span<int> levels) => _position < levels.Length ? levels[_position] : -1;

    private Func<int, object> Reader() => _data switch
    {
        RawColumnData<ReadOnlyMemory<char>> data => at => data.Values[at].ToString(),
        RawColumnData<ReadOnlyMemory<byte>> data => at => Convert.ToBase64String(data.Values[at].Span),
        RawColumnData<bool> data => at => data.Values[at],
        RawColumnData<byte> data => at => (long)data.Values[at],
        RawColumnData<sbyte> data => at => (long)data.Values[at],
        RawColumnData<short> data => at => (long)data.Values[at],
        RawColumnData<ushort> data => at => (long)data.Values[at],
        RawColumnData<int> data => at => (long)data.Values[at],
        RawColumnData<uint> data => at => (long)data.Values[at],
        RawColumnData<long> data => at => data.Values[at],
        RawColumnData<ulong> data => at => data.Values[at].ToString(CultureInfo.InvariantCulture),
        RawColumnData<float> data => at => (double)data.Values[at],
        RawColumnData<double> data => at => data.Values[at],
        RawColumnData<decimal> data => at => data.Values[at].ToString(CultureInfo.InvariantCulture),

        // Parquet's times without a zone are written by engines that mean UTC.
        RawColumnData<DateTime> data => at => data.Values[at].ToString(TimeForm, CultureInfo.InvariantCulture),
        RawColumnData<DateOnly> data => at => data.Values[at].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        RawColumnData<Guid> data => at => data.Values[at].ToString(),
        _ => throw new InvalidDataException(FormatMessages.ParquetColumn(_field.Name, _field.ClrType.Name)),
    };
}
