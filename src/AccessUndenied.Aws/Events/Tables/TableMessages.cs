using System.Text;
using AccessUndenied.Text;

namespace AccessUndenied.Aws.Events.Tables;

/// <summary>Every sentence about tables that a user can be shown.</summary>
internal static class TableMessages
{
    private const int MostColumns = 12;
    private const int MostLetters = 40;

    internal const string EmptyCell = "the column that holds the records is empty in this row; leave the row out";
    internal const string NoValues = "the row has a value in none of the columns that hold a record's members; leave it out";
    internal const string Unnamed = "the table has no header, and not just one cell of this row holds a CloudTrail record; give the header, too";

    internal const string FailedWithoutError = "the call failed, and the OCSF event has no api.response.error that says by what; take CloudTrail's own record";

    internal static string OfOcsf(bool hasParameters) => hasParameters
        ? "the record was put together from an OCSF event"
        : "the record was put together from an OCSF event, which has no parameters of the request; what they would say is not known";

    internal static string NoColumn(string form, IEnumerable<string> columns) =>
        $"this is {form} with the columns {Names(columns)}; no column holds CloudTrail records or the members of one; select the whole record, "
        + "or at least eventSource, eventName, userIdentity, errorCode, errorMessage and requestParameters";

    internal static string MissingColumns(string form, IEnumerable<string> columns, IEnumerable<string> missing) =>
        $"this is {form} with the columns {Names(columns)}; it has none for {string.Join(" and ", missing)}, without which no denial can be told; select it, too, or the whole record";

    internal static string Lost(IReadOnlyCollection<string> members) => members.Count == 0
        ? "the record was put together from the columns of a table"
        : $"the record was put together from the columns of a table, which has none for {string.Join(", ", members)}; what they would say is not known";

    internal static string BadCell(string column, string member) =>
        $"the column {Name(column)} holds neither JSON nor the text of a struct, so {member} cannot be read; select the whole record";

    internal static string OtherWidth(int cells, int columns) =>
        $"the row has {cells} cells and the header {columns}, so nobody knows which value belongs where; write values with separators in quotes";

    private static string Names(IEnumerable<string> columns)
    {
        var names = columns.ToList();
        var shown = string.Join(", ", names.Take(MostColumns).Select(Name));
        return names.Count > MostColumns ? $"{shown} and {names.Count - MostColumns} more" : shown;
    }

    private static string Name(string column)
    {
        var name = new StringBuilder("\"");
        foreach (var letter in column.Length > MostLetters ? column.AsSpan(0, MostLetters) : column)
        {
            name.Append(char.IsSurrogate(letter) || VisibleText.IsHidden(new Rune(letter)) ? '\uFFFD' : letter);
        }

        return name.Append(column.Length > MostLetters ? "…\"" : "\"").ToString();
    }
}
