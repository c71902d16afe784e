using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Tables;

namespace AccessUndenied.Formats;

/// <summary>Reads tables as text: CSV and TSV, with a column of whole records, or with columns for the members of a record.</summary>
/// <remarks>
/// Shape: the first line names the columns, in the spellings of CloudTrail, Athena, CloudTrail Lake, the console's event history, Microsoft Sentinel,
/// Snowflake, Steampipe and Elastic; the separator is a comma, a semicolon, a tab or a bar. What such a table has lost is noted in each result.
/// Units: one row is held at a time.
/// Errors: a row that cannot be used gives a text with <c>Problem</c>; a table without usable columns gives one that names them.
/// </remarks>
public sealed class TableFormat : IEventFormat
{
    private const int StartBytes = 4096;

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> start, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TableStart.Read(start, name) is not null;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EventText> ReadAsync(EventInput input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var first = await input.PeekAsync(StartBytes, cancellationToken).ConfigureAwait(false);
        var start = TableStart.Read(first.Span, input.Name) ?? new TableStart(',', HasHeader: true, HasQuotes: true);
        using var rows = await TableRows.OpenAsync(input.Content, start, cancellationToken).ConfigureAwait(false);
        var columns = start.HasHeader ? null : new TableColumns(start.Form, []);
        var count = 0L;
        while (await rows.MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            if (rows.IsBlank)
            {
                continue;
            }

            if (columns is null)
            {
                columns = new TableColumns(start.Form, rows.Cells.Select(cell => cell.Trim()));
                continue;
            }

            count++;
            yield return Read(columns, rows);
        }

        // Without a row nobody has told yet what is wrong with the columns.
        if (count == 0 && columns?.Problem is { } problem)
        {
            yield return new(default, 1, problem: problem);
        }
    }

    private static EventText Read(TableColumns columns, TableRows rows) =>
        rows.IsCut ? new(default, rows.Line, problem: FormatMessages.CutRow) { IsCut = true } : columns.Read(rows.Cells, rows.Line);
}
