using System.Text.Json;

namespace AccessUndenied.Aws.Events.Tables;

/// <summary>Reads the rows of a table that came as JSON: objects with columns, an Athena result, and the results of CloudTrail Lake.</summary>
internal static class JsonRows
{
    /// <summary>Takes what one row makes of a record, or why there is none, and what was lost.</summary>
    internal delegate void RowTaker(byte[] json, string? problem, string? note);

    /// <summary>Reads the rows in <paramref name="element"/>; false where it is none and holds none itself.</summary>
    /// <remarks>A column of whole records outweighs the others, whose values callers chose.</remarks>
    internal static bool TryRead(JsonElement element, RowTaker take) =>
        element.ValueKind == JsonValueKind.Array ? TryReadArray(element, take) : TryReadObject(element, take);

    private static bool TryReadObject(JsonElement element, RowTaker take)
    {
        if (element.TryGetProperty("Rows", out var rows) && rows.ValueKind == JsonValueKind.Array)
        {
            return TryReadAthena(rows, NamesOf(element), take);
        }

        if (OcsfRecord.TryRead(element, out var json, out var problem, out var note))
        {
            take(json, problem, note);
            return true;
        }

        if (!element.EnumerateObject().Any(member => ColumnNames.MayBeOfName(member.Name)))
        {
            return false;
        }

        var members = element.EnumerateObject().ToList();
        var columns = new TableColumns("a row", members.Select(member => member.Name));
        if (!columns.AreOfRecord)
        {
            return false;
        }

        Read(columns, [.. members.Select(member => Cell(member.Value))], take);
        return true;
    }

    private static string[]? NamesOf(JsonElement result) =>
        result.TryGetProperty("ResultSetMetadata", out var about) && about.ValueKind == JsonValueKind.Object && about.TryGetProperty("ColumnInfo", out var columns)
        && columns.ValueKind == JsonValueKind.Array
            ? [.. columns.EnumerateArray().Select(column => column.ValueKind == JsonValueKind.Object && column.TryGetProperty("Name", out var name) ? Cell(name) : "")]
            : null;

    // Athena GetQueryResults: the first row of the first page holds the names of the columns; of later ones the metadata alone tell.
    private static bool TryReadAthena(JsonElement rows, string[]? names, RowTaker take)
    {
        var columns = names is null ? null : new TableColumns("a table", names);
        if (columns is { IsReadable: false })
        {
            return false;
        }

        foreach (var row in rows.EnumerateArray())
        {
            if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty("Data", out var data) || data.ValueKind != JsonValueKind.Array)
            {
                return false;
            }

            string[] cells = [.. data.EnumerateArray().Select(AthenaCell)];
            if (columns is null && !Array.Exists(cells, TableColumns.LooksLikeRecord))
            {
                columns = new TableColumns("a table", cells);
                if (!columns.IsReadable)
                {
                    return false;
                }

                continue;
            }

            columns ??= new TableColumns("a table", []);
            if (names is null || !cells.AsSpan().SequenceEqual(names))
            {
                Read(columns, cells, take);
            }
        }

        return columns is not null;
    }

    private static string AthenaCell(JsonElement cell) =>
        cell.ValueKind == JsonValueKind.Object && cell.TryGetProperty("VarCharValue", out var value) ? Cell(value) : "";

    // CloudTrail Lake GetQueryResults: a row is an array of objects with one column each.
    private static bool TryReadArray(JsonElement row, RowTaker take)
    {
        var names = new List<string>();
        var cells = new List<string>();
        foreach (var column in row.EnumerateArray())
        {
            if (column.ValueKind != JsonValueKind.Object || column.EnumerateObject().Count() != 1)
            {
                return false;
            }

            var member = column.EnumerateObject().First();
            names.Add(member.Name);
            cells.Add(Cell(member.Value));
        }

        var columns = new TableColumns("a row", names);
        if (!columns.AreOfRecord)
        {
            return false;
        }

        Read(columns, cells, take);
        return true;
    }

    private static void Read(TableColumns columns, IReadOnlyList<string> cells, RowTaker take)
    {
        var json = columns.Read(cells, out var problem, out var isBuilt);
        take(json, problem, isBuilt ? columns.Note : null);
    }

    private static string Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}
