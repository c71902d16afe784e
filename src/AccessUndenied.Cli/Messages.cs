using System.Globalization;

namespace AccessUndenied.Cli;

/// <summary>Every sentence that the program says itself.</summary>
internal static class Messages
{
    public const string Canceled = "canceled; the results so far are written";
    public const string OnlyLocal = "this version simulates on this machine alone; leave out --simulator or give --simulator local";

    public const string NoPolicies = "no policies were given, so only the events' own texts are explained; give --snapshot";

    public static string PassedOver(string path, string reason) => $"{path} was passed over: {reason}";

    public static string Analyzed(long records, long results, long skipped, long bad) => string.Create(
        CultureInfo.InvariantCulture,
        $"{records} records read: {results} results{(bad > 0 ? $" ({bad} of them for records that cannot be used)" : "")}, {skipped} skipped because nothing was denied");

    public static string NoCommand(string text) => $"'{text}' is neither a command nor an option of all commands";

    public static string SeeHelp(string command) => $"see 'access-undenied {(command.Length == 0 ? "" : command + " ")}--help'";

    public static string CannotRead(string file, Exception exception) => $"cannot read {Name(file)}: {Why(exception)}";

    public static string CannotWrite(string file, Exception exception) => $"cannot write {Name(file)}: {Why(exception)}";

    public static string IsFolder(string file) => $"cannot read {file}: it is a folder; give a file, or - for stdin";

    public static string Simulated(long requests, long errors) =>
        string.Create(CultureInfo.InvariantCulture, $"{requests} requests evaluated, {errors} of them with an error");

    public static string SomeErrors(long requests, long errors) =>
        string.Create(CultureInfo.InvariantCulture, $"{errors} of {requests} requests have no decision; the member \"error\" of their results says why");

    public static string NotLive(string option) => $"{option} is for live accounts, which this version does not read; give --snapshot instead";

    private static string Name(string file) => file == "-" ? "stdin" : file;

    private static string Why(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "it does not exist; check the path",
        UnauthorizedAccessException => "access is denied; check its permissions",
        InvalidDataException => "its gzip data is damaged or cut off; what came before is evaluated. Copy or pack the file again",
        _ => exception.Message,
    };
}
