using AccessUndenied.Text;

namespace AccessUndenied.Aws.Input;

/// <summary>Every sentence about bytes and their framing that a user can be shown; what stands before it says where.</summary>
internal static class InputMessages
{
    internal const string Utf16 = "the text is UTF-16; save it as UTF-8 (PowerShell: Out-File -Encoding utf8)";
    internal const string Zip = "this is a zip archive; unpack it and give the files in it";
    internal const string Parquet =
        "this is a Parquet file, which a native program and a reader without AccessUndenied.Formats do not read; install the tool AccessUndenied.Cli.any, or give its rows as CSV or JSON";
    internal const string NestedGzip = "gzip inside gzip inside gzip; unpack it first";
    internal const string NoTrailer = "its end is missing";

    internal static string At(string item, long number, long line, long position) => $"{item} {number} (line {line}, byte {position})";

    internal static string EndsInside(string item) => $"the input ends in the middle of this {item}; it is truncated, so fetch the file again";

    internal static string ListIsOpen(string item) => $"the input ends before its list of {item}s is closed; it is truncated, so fetch the file again";

    internal static string LineEndsInside(string item) =>
        $"the line ends in the middle of this {item}; write each {item} on one line, or repair this one";

    internal static string NoElement(string item) => $"a {item} is missing before this comma or bracket of the list; take the comma out";

    internal static string NoComma(string item) => $"a comma is missing before this {item} of the list; put it in";

    internal static string UnexpectedByte(byte found, string expected) => $"expected {expected}; found {Show(found)}; the input is damaged or not JSON";

    internal static string WrongBracket(byte found, string item) => $"'{(char)found}' closes what was opened otherwise; the {item} is cut or damaged";

    internal static string CannotUnpack(string why) =>
        $"the gzip data ends early or is damaged ({Sentences.First(why)}); what comes before was read; fetch the file again";

    internal static string NothingUnpacked(string why) =>
        $"the gzip data ends early or is damaged ({Sentences.First(why)}), and nothing of it could be read; fetch the file again";

    internal static string UnpacksTimes(int most) => $"it unpacks to more than {most} times its length, as neither policies nor records do; unpack it, and give the file if it is what it should be";

    internal static string CannotUnpackAt(long position, string why) =>
        $"the gzip data ends early or is damaged behind byte {position} of its text ({Sentences.First(why)}); fetch the file again";

    internal static string CannotReadOn(string why) => $"the input cannot be read any further ({Sentences.First(why)}); what comes before was read";

    private static string Show(byte found) => found is > 0x20 and < 0x7F ? $"'{(char)found}'" : $"byte 0x{found:X2}";
}
