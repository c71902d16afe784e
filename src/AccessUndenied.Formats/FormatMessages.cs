namespace AccessUndenied.Formats;

/// <summary>Every sentence about forms that a user can be shown; what stands before it says where.</summary>
internal static class FormatMessages
{
    internal const string CutRow = "the table ends inside of a quoted cell, so this row is cut; export it again";
    internal const string RowTooLong = "a row is longer than can be held: a quote is missing, or this is no table; export it again";
}
