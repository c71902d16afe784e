using System.Globalization;
using AccessUndenied.Aws.Events;
using AccessUndenied.Text;

namespace AccessUndenied.Formats;

/// <summary>Every sentence about forms that a user can be shown; what stands before it says where.</summary>
internal static class FormatMessages
{
    internal const string CutRow = "the table ends inside of a quoted cell, so this row is cut; export it again";
    internal const string RowTooLong = "a row is longer than can be held: a quote is missing, or this is no table; export it again";

    internal const string ParquetEncrypted = "the Parquet file's footer is encrypted; ask for its rows with a query engine that has the key, and give them as CSV or JSON";

    internal static string ParquetTooDeep(int most) => $"the Parquet file nests more than {most} deep, and is not read; ask for its rows with a query engine, and give them as CSV or JSON";

    internal static string ParquetTooLarge(string part, long most) => string.Create(
        CultureInfo.InvariantCulture, $"a {part} of the Parquet file is larger than {most:N0}, and is not read; write it anew in smaller ones, or give its rows as CSV or JSON");

    internal static string ParquetColumn(string name, string type) => $"the Parquet column '{EventText.Quotable(name)}' holds {type}, which is not read";

    internal static string Unreadable(string form) => $"this is {form}, which is not read; unpack it, or export the records as JSON or CSV";

    internal static string Encrypted(string name) => $"the file '{EventText.Quotable(name)}' in the archive is encrypted; unpack it with its password, and give the files";

    internal static string Damaged(string form, string why) => $"the {form} data is damaged, ends early or is of a kind that is not read: {Sentences.First(why)}";

    internal static string Checksum(string form) => $"the {form} data is damaged: its checksum is another one";

    internal static string DirectoryTooLong(long most) => $"the directory of this zip is longer than {most} bytes; unpack it, and give the folder";
}
