using System.Text;
using nietras.SeparatedValues;

namespace AccessUndenied.Formats;

/// <summary>The rows of a table, one after the other.</summary>
internal sealed class TableRows : IDisposable
{
    private readonly SepReader _reader;

    private readonly bool _hasQuotes;

    private TableRows(SepReader reader, bool hasQuotes)
    {
        _reader = reader;
        _hasQuotes = hasQuotes;
    }

    /// <summary>The cells of the row, unquoted.</summary>
    internal string[] Cells { get; private set; } = [];

    /// <summary>The line on which the row begins, counted from 1.</summary>
    internal long Line { get; private set; } = 1;

    /// <summary>Whether the row ends inside of a quoted cell.</summary>
    internal bool IsCut { get; private set; }

    /// <summary>Whether the row is an empty line.</summary>
    internal bool IsBlank => Cells is [] or [""];

    internal static async ValueTask<TableRows> OpenAsync(Stream text, TableStart start, CancellationToken cancellationToken)
    {
        var options = Sep.New(start.Separator).Reader(each => each with
        {
            HasHeader = false, DisableColCountCheck = true, Unescape = start.HasQuotes, DisableQuotesParsing = !start.HasQuotes,
        });
        var letters = new StreamReader(text, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        return new(await options.FromAsync(letters, cancellationToken).ConfigureAwait(false), start.HasQuotes);
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    /// <exception cref="InvalidDataException">The rest cannot be read.</exception>
    internal async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!await _reader.MoveNextAsync(cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            Take();
            return true;
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException(FormatMessages.RowTooLong, exception);
        }
    }

    public void Dispose() => _reader.Dispose();

    private void Take()
    {
        var row = _reader.Current;
        Line = row.LineNumberFrom;

        // Cells are unquoted in place, so this is asked first.
        IsCut = _hasQuotes && row.Span.Count('"') % 2 != 0;
        Cells = new string[row.ColCount];
        for (var i = 0; i < Cells.Length; i++)
        {
            Cells[i] = row[i].ToString();
        }
    }
}
