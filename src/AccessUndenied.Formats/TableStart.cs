using System.Text;
using AccessUndenied.Aws.Events.Tables;

namespace AccessUndenied.Formats;

/// <summary>What the first lines of a table tell of it.</summary>
/// <param name="Separator">What stands between two cells.</param>
/// <param name="HasHeader">Whether the first line names the columns.</param>
/// <param name="HasQuotes">Whether cells may be quoted; where whole records stand in cells as they are, their own quotes mean nothing to the table.</param>
internal sealed record TableStart(char Separator, bool HasHeader, bool HasQuotes)
{
    private static readonly char[] s_separators = [',', '\t', ';', '|'];

    /// <summary>What a message calls it.</summary>
    internal string Form => Separator == '\t' ? "TSV" : "CSV";

    /// <summary>What the start of an input tells; null where it is no table.</summary>
    internal static TableStart? Read(ReadOnlySpan<byte> start, string name)
    {
        var text = Encoding.UTF8.GetString(start);
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var line = end < 0 ? text : text[..end];
        var rest = end < 0 ? "" : text[end..].TrimStart('\r', '\n');
        if (string.IsNullOrWhiteSpace(line) || line.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var separator = s_separators.MaxBy(each => CountOutsideQuotes(line, each));
        if (HoldsRecord(line))
        {
            return line.Contains("\"{\"\"", StringComparison.Ordinal) ? new(separator, HasHeader: false, HasQuotes: true) : null;
        }

        var cells = line.Split(separator).Select(cell => cell.Trim().Trim('"')).ToList();
        var columns = new TableColumns("CSV", cells);
        var isNamed = name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase);
        var isTable = isNamed
            || columns.LookLikeCloudTrail
            || (columns.MayHoldRecords && (cells.Count > 1 || rest.StartsWith('"')));
        var hasPlainRecords = cells.Count == 1
            ? rest.StartsWith("{\"", StringComparison.Ordinal)
            : separator == '\t' && !rest.StartsWith('"') && (rest.StartsWith("{\"", StringComparison.Ordinal) || rest.Contains("\t{\"", StringComparison.Ordinal));
        return isTable ? new(separator, HasHeader: true, HasQuotes: !hasPlainRecords) : null;
    }

    private static bool HoldsRecord(string line) => line.Contains("{\"", StringComparison.Ordinal);

    private static int CountOutsideQuotes(string line, char separator)
    {
        var count = 0;
        var isQuoted = false;
        foreach (var letter in line)
        {
            isQuoted ^= letter == '"';
            count += letter == separator && !isQuoted ? 1 : 0;
        }

        return count;
    }
}
