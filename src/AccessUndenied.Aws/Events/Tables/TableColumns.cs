using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Events.Tables;

/// <summary>The columns of a table, and what a row of them makes of a record; for an <see cref="IEventFormat"/> that reads a form of tables.</summary>
/// <remarks>
/// Shape: names in the spellings of CloudTrail, Athena, CloudTrail Lake, the console's event history, Microsoft Sentinel, Snowflake, Steampipe and Elastic;
/// or those of Security Lake, whose rows are OCSF events; or one column of whole records. Safe for use by several threads.
/// </remarks>
public sealed class TableColumns
{
    // Members that no column tells, and that a result would be built on.
    private static readonly string[] s_wanted = ["userIdentity.arn", "errorMessage", "requestParameters", "resources", "awsRegion", "recipientAccountId"];

    // Members that are objects or arrays; the text of any other stays a text, whatever it looks like.
    private static readonly FrozenSet<string> s_structured = new[]
    {
        "userIdentity", "requestParameters", "responseElements", "additionalEventData", "serviceEventDetails", "resources", "tlsDetails", "eventContext", "sessionContext",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_structs = new[] { "userIdentity", "sessionContext", "resources", "tlsDetails" }.ToFrozenSet(StringComparer.Ordinal);

    private readonly string[] _names;
    private readonly string[][] _paths;
    private readonly bool[] _mayHoldRecords;
    private readonly string _form;

    // The columns that hold something, whole members before their parts.
    private readonly int[] _order;
    private readonly List<int> _wholes;

    /// <summary>The columns of a table.</summary>
    /// <param name="form">What the table is, such as "CSV".</param>
    /// <param name="names">The columns' names; none where there is no header.</param>
    public TableColumns(string form, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(names);
        _form = form;
        _names = [.. names];
        _paths = [.. _names.Select(ColumnNames.PathOf)];
        _mayHoldRecords = [.. _names.Select(ColumnNames.MayHoldRecords)];
        _order = [.. Enumerable.Range(0, _names.Length).Where(i => _paths[i].Length > 0).OrderBy(i => _paths[i].Length)];
        _wholes = [.. _order.Where(i => _paths[i].Length == 1)];
        Note = TableMessages.Lost([.. s_wanted.Where(member => !Tells(member))]);
    }

    /// <summary>What a record that was put together from these columns has lost.</summary>
    internal string Note { get; }

    /// <summary>How many columns there are.</summary>
    internal int Count => _names.Length;

    /// <summary>Whether a record can be put together from the columns.</summary>
    internal bool AreOfRecord => Has("eventName") && !Missing().Any();

    /// <summary>Whether a row can give a record: by its columns, or by one of whole records, whose name may be unknown where no column is one of a call.</summary>
    internal bool IsReadable => AreOfRecord || MayHoldRecords || !_names.Any(WrapperNames.IsOfCall);

    /// <summary>Whether the columns are those of Security Lake, whose rows are OCSF events.</summary>
    internal bool AreOfOcsf => Array.IndexOf(_names, "class_uid") >= 0 && Array.IndexOf(_names, "api") >= 0 && Array.IndexOf(_names, "metadata") >= 0;

    /// <summary>Whether a table with these columns has something to do with CloudTrail or Security Lake.</summary>
    public bool LookLikeCloudTrail => AreOfOcsf ||
        _paths.Select(path => string.Join('.', path)).Where(path => path is "eventName" or "eventSource" or "eventID" or "errorCode" or "userIdentity" or "userIdentity.arn")
            .Distinct(StringComparer.Ordinal).Count() > 1;

    /// <summary>Whether a column may hold whole records by its name.</summary>
    public bool MayHoldRecords => Array.Exists(_mayHoldRecords, may => may);

    /// <summary>Why no row can be read, in one sentence that names the columns; null where some can.</summary>
    public string? Problem => MayHoldRecords || AreOfRecord || AreOfOcsf || _names.Length == 0
        ? null
        : LookLikeCloudTrail ? TableMessages.MissingColumns(_form, _names, Missing()) : TableMessages.NoColumn(_form, _names);

    /// <summary>Reads a row: its record, and what the columns have lost of it, or why there is none.</summary>
    /// <param name="cells">The row's cells, in the order of the columns.</param>
    /// <param name="line">The line on which it begins, or its number, counted from 1.</param>
    public EventText Read(IReadOnlyList<string> cells, long line)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var json = Read(cells, out var problem, out var isBuilt);
        return new(json, line, problem: problem) { Note = isBuilt ? Note : null };
    }

    /// <summary>The JSON of the record in a row, or why there is none.</summary>
    /// <param name="cells">The row's cells.</param>
    /// <param name="problem">Why there is none; null where there is one.</param>
    /// <param name="isBuilt">Whether it was put together from several cells.</param>
    internal byte[] Read(IReadOnlyList<string> cells, out string? problem, out bool isBuilt)
    {
        problem = null;
        isBuilt = false;
        if (WholeRecord(cells) is { } whole)
        {
            return whole;
        }

        if (AreOfOcsf && cells.Count == _names.Length)
        {
            return BuildOcsf(cells, out problem);
        }

        if (!AreOfRecord && !AreOfOcsf)
        {
            problem = _names.Length == 0 ? TableMessages.Unnamed : MayHoldRecords ? TableMessages.EmptyCell : Problem;
            return [];
        }

        if (cells.Count != _names.Length)
        {
            problem = TableMessages.OtherWidth(cells.Count, _names.Length);
            return [];
        }

        isBuilt = true;
        return Build(cells, out problem);
    }

    // Only a column that has records by its name: a cell of any other holds what a caller chose, which may look like a record.
    private byte[]? WholeRecord(IReadOnlyList<string> cells)
    {
        if (_names.Length == 0)
        {
            return WholeOfUnnamed(cells);
        }

        for (var i = 0; i < cells.Count && i < _mayHoldRecords.Length; i++)
        {
            if (MayHold(i) && LooksLikeRecord(cells[i]))
            {
                return Encoding.UTF8.GetBytes(cells[i]);
            }
        }

        for (var i = 0; i < cells.Count && i < _mayHoldRecords.Length; i++)
        {
            if (MayHold(i) && !IsNothing(cells[i]) && !AreOfRecord && !AreOfOcsf)
            {
                return cells[i].AsSpan().TrimStart() is ['{' or '[', ..] ? Encoding.UTF8.GetBytes(cells[i]) : Quote(cells[i]);
            }
        }

        // A name that nobody knows may be that of the records, where no column is one of a call.
        return _names.Any(WrapperNames.IsOfCall) ? null : WholeOfUnnamed(cells);
    }

    // Of the members of the framework raw_data alone is the record as it was.
    private bool MayHold(int column) => _mayHoldRecords[column] && (!AreOfOcsf || _names[column] == "raw_data");

    // Without names a row tells by itself where its record is; the columns of CloudTrail, of which one is the service, have none.
    private static byte[]? WholeOfUnnamed(IReadOnlyList<string> cells)
    {
        var records = cells.Where(LooksLikeRecord).Take(2).ToList();
        return records is [var only] && !cells.Any(cell => cell.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase)) ? Encoding.UTF8.GetBytes(only) : null;
    }

    /// <summary>Whether a text begins as a record and has its members.</summary>
    internal static bool LooksLikeRecord(string cell)
    {
        var text = cell.AsSpan().TrimStart();
        return text is ['{' or '[', '"' or '{' or ' ' or '\n' or '\r', ..]
            && (text.Contains("\"eventVersion", StringComparison.Ordinal) || (text.Contains("eventSource", StringComparison.Ordinal) && text.Contains("eventName", StringComparison.Ordinal)));
    }

    private byte[] Build(IReadOnlyList<string> cells, out string? problem)
    {
        problem = null;
        var record = new JsonObject();
        foreach (var i in _order)
        {
            // What a column says of a whole member is not mixed with what others say of its parts.
            if (IsNothing(cells[i]) || (_paths[i].Length > 1 && record.ContainsKey(_paths[i][0]) && _wholes.Exists(whole => _paths[whole][0] == _paths[i][0] && !IsNothing(cells[whole]))))
            {
                continue;
            }

            if (!TryRead(cells[i], _paths[i], out var value))
            {
                problem = TableMessages.BadCell(_names[i], string.Join('.', _paths[i]));
                return [];
            }

            Put(record, _paths[i], value);
        }

        problem = record.Count == 0 ? TableMessages.NoValues : null;
        return problem is null ? Write(record) : [];
    }

    private byte[] BuildOcsf(IReadOnlyList<string> cells, out string? problem)
    {
        problem = null;
        var ocsf = new JsonObject();
        for (var i = 0; i < cells.Count; i++)
        {
            var text = cells[i].AsSpan().Trim();
            if (IsNothing(cells[i]))
            {
                continue;
            }

            if (text is not (['{', ..] or ['[', ..]))
            {
                ocsf.TryAdd(_names[i], JsonValue.Create(cells[i]));
            }
            else if (TryReadStructured(cells[i], ofStruct: false, out var value))
            {
                ocsf.TryAdd(_names[i], value);
            }
            else
            {
                problem = TableMessages.BadCell(_names[i], _names[i]);
                return [];
            }
        }

        return Write(ocsf);
    }

    private static bool TryReadStructured(string cell, bool ofStruct, out JsonNode? value)
    {
        value = null;
        try
        {
            value = JsonNode.Parse(cell);
            CheckNames(value);
            return true;
        }
        catch (ArgumentException)
        {
            // Nobody knows which of two members of one name was meant.
            return false;
        }
        catch (JsonException)
        {
            // Not JSON: the text of a struct or a map, then.
        }

        try
        {
            value = StructText.Read(cell, ofStruct);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <exception cref="ArgumentException">A name occurs twice; parsing does not see it.</exception>
    private static void CheckNames(JsonNode? node)
    {
        foreach (var value in node switch { JsonObject members => members.Select(member => member.Value), JsonArray items => items, _ => [] })
        {
            CheckNames(value);
        }
    }

    private static bool TryRead(string cell, string[] path, out JsonNode? value)
    {
        value = null;
        var text = cell.AsSpan().Trim();
        if (!s_structured.Contains(path[^1]) || path.Length > 2 || text is not (['{', ..] or ['[', ..]))
        {
            value = JsonValue.Create(cell);
            return !s_structs.Contains(path[^1]) || path[^1] == "resources";
        }

        if (!TryReadStructured(cell, s_structs.Contains(path[^1]), out value))
        {
            return false;
        }

        return !s_structs.Contains(path[^1]) || TrySpell(value);
    }

    // Rows as JSON have the names of a struct's members in lower case.
    private static bool TrySpell(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, value) in members.ToList())
            {
                if (!TrySpell(value) || (ColumnNames.Spell(name) is var spelled && spelled != name && members.Remove(name, out var moved) && !members.TryAdd(spelled, moved)))
                {
                    return false;
                }
            }
        }
        else if ((node as JsonArray ?? []).Any(item => !TrySpell(item)))
        {
            return false;
        }

        SpellResources(node);
        return true;
    }

    // Only here is ARN written in capitals.
    private static void SpellResources(JsonNode? resources)
    {
        foreach (var resource in (resources as JsonArray ?? []).OfType<JsonObject>())
        {
            if (resource.Remove("arn", out var arn))
            {
                resource["ARN"] = arn;
            }
        }
    }

    internal static void Put(JsonObject record, string[] path, JsonNode? value)
    {
        var at = record;
        foreach (var name in path.AsSpan(0, path.Length - 1))
        {
            if (at[name] is null)
            {
                at[name] = new JsonObject();
            }

            if (at[name] is not JsonObject inner)
            {
                return;
            }

            at = inner;
        }

        // Of two columns for one member the first that says something counts.
        at.TryAdd(path[^1], value);
    }

    internal static byte[] Write(JsonObject record)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            record.WriteTo(writer);
        }

        return bytes.ToArray();
    }

    private static byte[] Quote(string text)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStringValue(text);
        }

        return bytes.ToArray();
    }

    private static bool IsNothing(string cell) => cell.AsSpan().Trim() is "" or "-" or "null" or "NULL" or "\\N";

    private bool Has(string member) => Array.Exists(_paths, path => path.Length > 0 && path[0] == member);

    private bool Tells(string member)
    {
        var path = member.Split('.');
        return Array.Exists(_paths, known => known.Length > 0 && known[0] == path[0] && (path.Length == 1 || known.Length == 1 || known[1] == path[1]));
    }

    private IEnumerable<string> Missing()
    {
        if (!Has("eventSource"))
        {
            yield return "eventSource";
        }

        if (!Has("eventName"))
        {
            yield return "eventName";
        }

        if (!Has("errorCode") && !Has("errorMessage"))
        {
            yield return "errorCode";
        }

        if (!Has("userIdentity") && !Has("errorMessage"))
        {
            yield return "userIdentity";
        }
    }
}
