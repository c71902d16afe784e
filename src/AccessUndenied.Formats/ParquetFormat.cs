using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Tables;
using Parquet;

namespace AccessUndenied.Formats;

/// <summary>Reads Parquet files, with a column of whole records, or with columns for the members of a record, such as those of Athena, CloudTrail Lake and Security Lake.</summary>
/// <remarks>
/// Shape: columns may nest; one that does is read as the JSON of what is in it.
/// Units: a row group is held at a time, which may unpack to 512 MiB; the file is kept in a temporary one, since its directory stands at its end.
/// Errors: a file that is encrypted, damaged or beyond these bounds is one that cannot be read on, and says why.
/// It needs code that is made while the program runs: native programs do not read it.
/// </remarks>
public sealed class ParquetFormat : IEventFormat
{
    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> start, string name) => start.StartsWith("PAR1"u8) || start.StartsWith("PARE"u8);

    /// <inheritdoc/>
    public async IAsyncEnumerable<EventText> ReadAsync(EventInput input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var file = PrivateFile.Create();
        await using var closes = file.ConfigureAwait(false);
        await input.Content.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
        ParquetBounds.CheckFooter(file);
        var reader = await GuardedAsync(() => ParquetReader.CreateAsync(file, new ParquetOptions { TreatByteArrayAsString = true }, leaveStreamOpen: true, cancellationToken)).ConfigureAwait(false);
        await using var ends = reader.ConfigureAwait(false);
        var columns = Guarded(() => new TableColumns("Parquet", reader.Schema.Fields.Select(field => field.Name)));
        var number = 0L;
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            var at = group;
            using var rows = await GuardedAsync(() => ParquetRows.ReadAsync(reader, at, file, cancellationToken)).ConfigureAwait(false);
            while (Guarded(rows.MoveNext))
            {
                number++;
                yield return columns.Read(rows.Cells, number);
            }
        }

        if (number == 0 && columns.Problem is { } problem)
        {
            yield return new(default, 1, problem: problem);
        }
    }

    // Its library says in many ways that a file is not what it says.
    private static async Task<T> GuardedAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (InvalidDataException or OperationCanceledException))
        {
            throw new InvalidDataException(FormatMessages.Damaged("Parquet", exception.Message), exception);
        }
    }

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is not InvalidDataException)
        {
            throw new InvalidDataException(FormatMessages.Damaged("Parquet", exception.Message), exception);
        }
    }
}
