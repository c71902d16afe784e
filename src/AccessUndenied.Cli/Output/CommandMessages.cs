using System.Globalization;

namespace AccessUndenied.Cli.Output;

/// <summary>Every sentence that the program says itself.</summary>
internal static class CommandMessages
{
    public const string Canceled = "canceled; what is on stdout is all there is, and no file was written";
    public const string StoppedUnwritten = "stopped; nothing was written";

    public const string OfflineSimulator = "--snapshot asks nothing of AWS, so AWS's own simulator cannot decide; leave out --snapshot, or give --simulator local";
    public const string MayPass = "some of what could not be read may be there later; run the same command again, which reads only that";

    public static string NoPolicies(string why) => $"only the events' own texts are explained, without the policies: {why}";

    public static string ReadsAccounts(string arn, string account) => $"the policies are read as {arn}, of account {account}";

    public static string NotARoleArn(string text) => $"'{text}' is not the ARN of a role; it has the form arn:aws:iam::111111111111:role/name";

    public static string NotARoleName(string text) => $"'{text}' is not the name of a role; give the name that it has in all accounts, such as AccessUndeniedRole";

    public const string NotAnExternalId = "--external-id has 2 to 1224 characters, as the trust policy of the role has it";

    public static string NotAnAccount(string text) => $"'{text}' is not an account; its id has 12 digits";

    public static string NotAnArn(string text) => $"'{text}' is not an ARN; it has the form arn:aws:s3:::bucket";

    public static string NotATime(string text) => $"'{text}' is not a time; write it as 2026-01-31, 2026-01-31T09:30:00Z or 2026-01-31T09:30:00+01:00";

    public static string EndBeforeStart(DateTimeOffset start, DateTimeOffset end) => $"the end time {end:u} is before the start time {start:u}; exchange them";

    public static string Reading(string what) => $"reading {what}";

    public static string OrganizationWritten(string path, int nodes) =>
        string.Create(CultureInfo.InvariantCulture, $"{path} written: {nodes} roots, organizational units and accounts, with their policies");

    public static string SnapshotWritten(string path, int accounts, int resources, int nodes) => string.Create(
        CultureInfo.InvariantCulture, $"{path} written: {accounts} accounts, {resources} resources and endpoints, {nodes} nodes of the organization");

    public static string CollectionStopped(string path) => $"stopped; what was read so far is kept in {path}.parts, and the same command goes on from there";

    public static string NotATimeLimit(string text, int most) => $"--time-limit takes whole minutes from 1 to {most}; '{text}' is none";

    public static string RegionFailed(string path, string failure) => $"{path} lacks events: {failure}";

    public static string Fetched(string path, long seen, long denied, IReadOnlyList<string> regions, DateTimeOffset start, DateTimeOffset end) => string.Create(
        CultureInfo.InvariantCulture,
        $"{path} written: {denied} denied of {seen} events, {start:yyyy-MM-ddTHH:mm:ssZ} to {end:yyyy-MM-ddTHH:mm:ssZ}, in {(regions.Count == 1 ? regions[0] : $"{regions.Count} regions")}");

    public static string ScriptsWritten(string folder, int files) => string.Create(CultureInfo.InvariantCulture, $"{folder}: {files} scripts and templates written; read each before it is run");

    public static string FolderIsLink(string folder) => $"cannot write into {folder}: it is a symbolic link, which is not followed; name the folder that is meant";

    public static string OtherScript(string file) => $"cannot write {file}: there is another file of that name, with other content; remove it or name another folder";

    public static string OutputIsInput(string path) => $"--output-file would overwrite {path}, which is read; name another file";

    public static string PassedOver(string path, string reason) => $"{path} was passed over: {reason}";

    public static string Analyzed(long records, long results, long skipped, long bad) => string.Create(
        CultureInfo.InvariantCulture,
        $"{records} {(records == 1 ? "record" : "records")} read: {results} {(results == 1 ? "result" : "results")}{(bad > 0 ? $" ({bad} of them for records that cannot be used)" : "")}, {skipped} skipped because nothing was denied");

    public static string NoCommand(string text) => $"'{text}' is neither a command nor an option of all commands";

    public static string SeeHelp(string command) => $"see 'access-undenied {(command.Length == 0 ? "" : command + " ")}--help'";

    public static string CannotRead(string file, Exception exception) => $"cannot read {Name(file)}: {Why(exception)}";

    public static string CannotWrite(string file, Exception exception) => $"cannot write {Name(file)}: {Why(exception)}";

    public static string IsFolder(string file) => $"cannot read {file}: it is a folder; give a file, or - for stdin";

    public static string Simulated(long requests, long errors) =>
        string.Create(CultureInfo.InvariantCulture, $"{requests} requests evaluated, {errors} of them with an error");

    public static string SomeErrors(long requests, long errors) =>
        string.Create(CultureInfo.InvariantCulture, $"{errors} of {requests} requests have no decision; the member \"error\" of their results says why");

    private static string Name(string file) => file == "-" ? "stdin" : file;

    private static string Why(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "it does not exist; check the path",
        UnauthorizedAccessException => "access is denied; check its permissions",
        _ => exception.Message,
    };
}
