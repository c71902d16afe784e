using AccessUndenied.Aws.Events;
using System.Globalization;
using AccessUndenied.Replays;
using AccessUndenied.Reports;

namespace AccessUndenied.Cli.Output;

/// <summary>Every sentence that the program says itself.</summary>
internal static class CommandMessages
{
    private const int MostCodes = 6;

    public const string Canceled = "stopped; what is on stdout is all there is, and no file was written";
    public const string StdinClosed = "cannot read stdin: it is closed; pipe something in, or name a file";
    public const string StdinTwice = "stdin (-) is named more than once, and can be read only once; name it once";
    public const string NoEvents = "no events are named; name files or folders (- is stdin), or pipe them in";
    public const string StoppedUnwritten = "stopped; nothing was written";

    public const string HistoryWithoutSnapshot = "--snapshot-history goes with --snapshot: name the snapshot of now, which may be the same file";

    public const string OfflineSimulator = "--snapshot asks nothing of AWS, so AWS's own simulator cannot decide; leave out --snapshot, or give --simulator local";
    public const string VerboseAndBrief = "--verbose and --brief exclude each other; give one of them";

    public const string NoText = "no text is given; put the error's text in quotes behind the command, or pipe it in";
    public const string TextTooLong = "the text is longer than 64 MB; give the part of it that tells of the error";
    public const string GivePrincipal = "give the caller with --principal ARN; 'aws sts get-caller-identity' prints it with the credentials of the call";
    public const string GiveAction = "give the action with --action, such as --action s3:GetObject";
    public const string GiveResource = "give the resource with --resource ARN, so that the request is decided for that one";
    public const string Decode = "an encoded authorization message tells the whole request: 'aws sts decode-authorization-message --encoded-message …' "
        + "in the account of the call, which explain does itself where credentials are at hand and no snapshot is given";
    public const string MayPass = "some of what could not be read may be there later; run the same command again, which reads only that";

    public static string NoClusterProgram(string command, string program) =>
        $"'{command}' is a command of {program}, which is neither beside this program nor on the PATH; install it with 'dotnet tool install AccessUndenied.Cluster'";

    public static string NoPolicies(string why) => $"only the events' own texts are explained, without the policies: {why}";

    public static string ReadsAccounts(string arn, string account) => $"the policies are read as {arn}, of account {account}";

    public static string NotARoleArn(string text) => $"'{text}' is not the ARN of a role; it has the form arn:aws:iam::111111111111:role/name";

    public static string NotARoleName(string text) => $"'{text}' is not the name of a role; give the name that it has in all accounts, such as AccessUndeniedRole";

    public const string NotAnExternalId = "--external-id has 2 to 1224 characters, as the trust policy of the role has it";

    public static string NotAnAccount(string text) => $"'{text}' is not an account; its id has 12 digits";

    public static string NotAnArn(string text) => $"'{text}' is not an ARN; it has the form arn:aws:s3:::bucket";

    public static string NotATime(string text) => $"'{text}' is not a time; write it as 2026-01-31, 2026-01-31T09:30:00Z or 2026-01-31T09:30:00+01:00";

    public static string EndBeforeStart(DateTimeOffset start, DateTimeOffset end) => $"the end time {end:u} is before the start time {start:u}; exchange them";

    public static string NotALocation(string text) => $"'{text}' names no part of a bucket; it has the form s3://bucket/prefix";

    public const string NothingToFollow = "--follow waits for more in a queue, and no queue is named; name it as sqs://sqs.eu-west-1.amazonaws.com/111111111111/name";
    public const string QueueAlone = "a queue is read alone; name the other sources in a run of their own";
    public const string QueueIsEmptied = "--event-id and --checkpoint are for what can be read again, and a queue's messages are deleted when their results are written; leave them out";

    public static string NotAQueue(string text) =>
        $"'{text}' names no queue; it has the form sqs://sqs.eu-west-1.amazonaws.com/111111111111/name, which is the queue's URL without https://";

    public static string NoQueueHere(string command) => $"{command} reads its sources again, and a queue's messages are deleted when they were read; 'access-undenied analyze' reads a queue";

    public static string LeftInQueue(string message, string why) => $"{message} is left in the queue, whose redrive policy decides on it: {why}";

    public static string QueueTimeIsOver(TimeSpan limit) =>
        string.Create(CultureInfo.InvariantCulture, $"the time for the whole run is over (--time-limit {limit.TotalMinutes:0}); what was not read by then is back in the queue");

    public static string Received(long deleted, long left, long again) => string.Create(
        CultureInfo.InvariantCulture,
        $"{deleted} {(deleted == 1 ? "message" : "messages")} deleted from the queue{(left > 0 ? $", {left} left in it" : "")}"
            + $"{(again > 0 ? $"; {again} could not be deleted, and will come again" : "")}");

    public static string NoSpool(string why) =>
        $"what is piped in cannot be set aside in {Path.GetTempPath()} ({why}); make room there (TMPDIR), write it to a file and name that, or leave --spool out";

    public static string SpoolTooLong(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"what is piped in is longer than {bytes >> 20:N0} MB, which is the most that --spool sets aside; write it to a file and name that");

    public const string ReadAsItComes = "what is piped in is read as it comes: a session is found where its call comes before the denial, "
        + "and of changes of policies nothing is read; --spool reads it to its end first";

    public static string NoCheckpoint(string path) => $"{path} is no checkpoint of this version, or is damaged; name another file with --checkpoint, or delete it and have everything read again";

    public static string CheckpointOfAnother(string path) =>
        $"{path} belongs to another user, who could have changed what was found and would get what is found next; name another file with --checkpoint";

    public static string CheckpointOpenToOthers(string path) =>
        $"others may write to {path}, and could have changed what was found; name another file with --checkpoint, or take their rights away (chmod 600) if nobody did";

    public static string CheckpointInUse(string path) => $"{path} is in use by another run; wait for its end, or name another file with --checkpoint";

    public static string NothingBetween(DateTimeOffset from, DateTimeOffset to) =>
        $"nothing lies at or after --from {from:u} and before --to {to:u}; --to is the time before which records lie, such as the day after the last one";

    public static string Reading(string what) => $"reading {what}";

    public static string OrganizationWritten(string path, int nodes) =>
        string.Create(CultureInfo.InvariantCulture, $"{path} written: {nodes} roots, organizational units and accounts, with their policies");

    public static string SnapshotWritten(string path, int accounts, int resources, int nodes) => string.Create(
        CultureInfo.InvariantCulture, $"{path} written: {accounts} accounts, {resources} resources and endpoints, {nodes} nodes of the organization");

    public static string CollectionStopped(string path) => $"stopped; what was read so far is kept in {path}.parts, and the same command goes on from there";

    public static string GivenWithoutValue(string name) => $"{name} is given without a value; was a variable of the shell not set?";

    public static string NotATimeLimit(string text, int most) => $"--time-limit takes whole minutes from 1 to {most}; '{text}' is none";

    public static string RegionFailed(string path, string failure) => $"{path} lacks events: {failure}";

    public static string Fetched(string path, long seen, long denied, IReadOnlyList<string> regions, DateTimeOffset start, DateTimeOffset end) => string.Create(
        CultureInfo.InvariantCulture,
        $"{path} written: {denied} denied of {seen} events, {start:yyyy-MM-ddTHH:mm:ssZ} to {end:yyyy-MM-ddTHH:mm:ssZ}, in {(regions.Count == 1 ? regions[0] : $"{regions.Count} regions")}");

    public static string ScriptsWritten(string folder, int files) => string.Create(CultureInfo.InvariantCulture, $"{folder}: {files} scripts and templates written; read each before it is run");

    public static string FolderIsLink(string folder) => $"cannot write into {folder}: it is a symbolic link, which is not followed; name the folder that is meant";

    public static string OtherScript(string file) => $"cannot write {file}: there is another file of that name, with other content; remove it or name another folder";

    public static string OutputIsInput(string option, string path) => $"{option} would overwrite {path}, which is read; name another file";

    public static string OneFileForTwo(string option, string other, string path) => $"{option} and {other} would both be written to {path}; name another file for one of them";

    public static string PassedOver(string path, string reason) => $"{path} was passed over: {reason}";

    public static string BrokeOff(Exception exception) =>
        $"the work broke off, since something could not be read or written: {exception.Message.TrimEnd('.')}; check where the output goes, and the room there";

    public static string SeveralRegions(string command) => $"'--region' expects a single argument with {command}; give one Region";

    public static string NoSuchReplay(string source) => $"--replay: there is no file or folder '{source}'; name one with recorded calls, or a part of a bucket (s3://bucket/prefix)";

    public static string NoSuchTrail(string path) => $"'{path}' is no file and no folder; name one that is there with --trail";

    public static string NoSuchEvent(string id) => $"no denied event has the id {id}; a request that was not denied has nothing to explain";

    public static string Analyzing(IReadOnlyList<string> sources) =>
        string.Create(CultureInfo.InvariantCulture, $"analyze {(sources is [var one] ? one == "-" ? "stdin" : Path.GetFileName(one.TrimEnd('/')) : $"{sources.Count} sources")}");

    public static string Simulating(string path) => $"simulate {Path.GetFileName(path)}";

    /// <summary>What there is when the writing of results was stopped.</summary>
    public static string ResultsStopped(OutputChoice choice, long written)
    {
        var printed = choice.SuppressOutput
            ? "nothing is on stdout"
            : choice.Group || OutputFormat.IsWrittenAtEnd(choice.Format)
                ? "nothing of use is on stdout, since this report is written at its end"
                : string.Create(CultureInfo.InvariantCulture, $"{written:N0} {(written == 1 ? "result is" : "results are")} on stdout{(written > 0 ? ", the last of them whole" : "")}");
        return $"stopped; {printed}{NotWritten(choice.OutputFile)}";
    }

    public static string NotAnExitCode(string text) => $"'{text}' is not an exit code; it is a number from 0 to 255";

    public static string Analyzed(ReadSummary read, long results) => string.Create(
        CultureInfo.InvariantCulture,
        $"{read.Records} {(read.Records == 1 ? "record" : "records")} read: {results} "
            + $"{(results == 1 ? "result" : "results")}{(read.Bad > 0 ? $" ({read.Bad} of them for records that cannot be used)" : "")}, {read.Skipped} skipped because nothing was "
            + $"denied{Failures(read)}{Besides(read)}");

    // Records that succeeded need no words; what failed for another reason is what somebody may be looking for.
    private static string Failures(ReadSummary read)
    {
        if (read.OtherErrors == 0)
        {
            return "";
        }

        var codes = read.OtherErrorCodes.Where(code => code.Key.Length > 0).OrderByDescending(code => code.Value).ThenBy(code => code.Key, StringComparer.Ordinal).Take(MostCodes).ToList();
        var rest = read.OtherErrors - codes.Sum(code => code.Value);
        List<string> parts = read.Succeeded > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{read.Succeeded} succeeded")] : [];
        parts.AddRange(codes.Select(code => string.Create(CultureInfo.InvariantCulture, $"{code.Value} {code.Key}")));
        if (rest > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{rest} {(codes.Count > 0 ? "with other errors" : "with errors that are no denials")}"));
        }

        return $": {string.Join(", ", parts)}";
    }

    private static string Besides(ReadSummary read) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(read.Duplicates > 0 ? $"; {read.Duplicates} more {(read.Duplicates == 1 ? "is" : "are")} of events that were there before" : "")}"
            + $"{(read.LeftOut > 0 ? $"; {read.LeftOut} more {(read.LeftOut == 1 ? "lies" : "lie")} outside of --from, --to, --account and --region" : "")}"
            + $"{(read.TextLines > 0 ? $"; {read.TextLines} {(read.TextLines == 1 ? "line is" : "lines are")} text without a record" : "")}{CutOff(read)}");

    // The first says where to look; the results name them all.
    private static string CutOff(ReadSummary read) => read.CutOffInputs switch
    {
        [] => "",
        [var one] => $"; {Path.GetFileName(one)} could not be read to its end, and what else it holds is missing here",
        { Count: var all } inputs => string.Create(
            CultureInfo.InvariantCulture, $"; {Path.GetFileName(inputs[0])} and {all - 1} more could not be read to their ends, and what else they hold is missing here"),
    };

    public static string ReplayedInPart(ReadSummary read) => string.Create(
        CultureInfo.InvariantCulture,
        $"of the recorded calls of --replay {read.Bad} {(read.Bad == 1 ? "record" : "records")} could not be read, so that nothing is known of what the remedies would make of them{CutOff(read)}");

    public static string NothingOpened(long files) => string.Create(
        CultureInfo.InvariantCulture,
        $"no file or object could be opened: {(files == 1 ? "the one that is there" : $"all {files} that are there")} may not be read, "
            + $"which the {(files == 1 ? "result says" : "results say")}; check the permissions");

    public const string NothingInRange = "no file or object was read: by their names, none can hold records that --from, --to, --account and --region ask for";

    public static string Replaying(IReadOnlyList<string> sources) =>
        string.Create(CultureInfo.InvariantCulture, $"replay {(sources is [var one] ? one == "-" ? "stdin" : Path.GetFileName(one.TrimEnd('/')) : $"{sources.Count} sources")}");

    public static string Replayed(ReplayResult result, ReadSummary read) => result.HasChanges
        ? string.Create(CultureInfo.InvariantCulture, $"{result.Records} {(result.Records == 1 ? "record" : "records")} read: {result.ChangedCalls} changed, {result.UndecidedCalls} "
            + $"undecided, {Skipped(result)} skipped{CutOff(read)}")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Records} {(result.Records == 1 ? "record" : "records")} read: {result.Allowed.Agree + result.Denied.Agree} decided as recorded, "
                + $"{result.Allowed.Disagree + result.Denied.Disagree} otherwise, {result.UndecidedCalls} undecided, {Skipped(result)} skipped{CutOff(read)}");

    private static long Skipped(ReplayResult result) => result.Skipped.Values.Sum();

    /// <summary>What there is when a replay was stopped.</summary>
    /// <param name="choice">What was to be written.</param>
    /// <param name="written">How many lines went to stdout, each about a call.</param>
    public static string ReplayStopped(OutputChoice choice, long written)
    {
        var printed = choice.SuppressOutput ? "nothing is on stdout"
            : choice.Format != ReportFormat.JsonLines ? "the result is written at the end, so nothing of use is on stdout"
            : string.Create(CultureInfo.InvariantCulture, $"{written:N0} {(written == 1 ? "line is" : "lines are")} on stdout{(written > 0 ? ", the last of them whole" : "")}");
        return $"stopped; {printed}{NotWritten(choice.OutputFile)}";
    }

    private static string NotWritten(string? file) => file is null ? "" : $", and {file} was not written{(File.Exists(file) ? ": the older one is as it was" : "")}";

    public static string FixtureWritten(string path, int calls, bool isFull) => string.Create(
        CultureInfo.InvariantCulture, $"{path} written: {calls} distinct calls{(isFull ? ", which is the most a fixture has" : "")}; read it before it is committed, since names of "
            + $"roles, users and resources are in it");

    public static string CallerTaken(string arn) => $"the text does not say who asked; it is taken to be {arn}, whose credentials these are";

    public static string NoDenial(IReadOnlyList<string> errors) => $"nothing was denied: the text tells of {string.Join(", ", errors)}, which is no refusal, and no policy changes it; "
        + "where that is the mark of a denial after all, give the line that says so, or the CloudTrail record of the call";

    public static string NoRefusal(string? file, bool isEmpty) => isEmpty
        ? "the text is empty; give the error as it stands in the terminal, standard error included ('2>&1 | access-undenied explain')"
        : file is null
            ? "no refusal of AWS is in the text; give it whole, with the line that says AccessDenied or 'is not authorized to perform'"
            : $"no refusal of AWS is in the text, which is the name of a file; to read it: access-undenied explain < {file}";

    public static string RefusalsLeftOut(int given, int leftOut) =>
        string.Create(CultureInfo.InvariantCulture, $"the text tells of {given + leftOut} different refusals; the first {given} are explained");

    public static string Explained(int results, int told) => string.Create(
        CultureInfo.InvariantCulture, $"{results} {(results == 1 ? "refusal" : "different refusals")} in the text{(told > results ? $", told {told} times" : "")}");

    public static string NotAPrincipal(string text) => $"'{text}' is no principal; give the ARN of a user, role or session, or the name of a service";

    public static string NotAnAction(string text) => $"'{text}' is no action; it has the form s3:GetObject";

    public static string NotAKeyAndValue(string text) => $"'{text}' is no condition key with a value; it has the form aws:SourceIp=198.51.100.7";

    public static string NoCommand(string text, string? near) => $"'{text}' is neither a command nor an option of all commands{DidYouMean(near)}";

    public static string NoOption(string text, string? near) => $"'{text}' is not an option{DidYouMean(near)}";

    public static string NoArgument(string text) => $"'{text}' is not expected here";

    public static string NoVariable(string name, string? near) => $"the environment variable {name} stands for no option{DidYouMean(near)}";

    public static string NotYesOrNo(string text) => $"'{text}' is neither true nor false";

    public static string GivenElsewhere(string option, string value, string place) => $"{option} {value} comes from {place}";

    public static string ConfigLine(string file, int line, string why) => string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}: {why}");

    public static string ConfigNotALine(string text) => $"'{text}' is neither 'name = value' nor '[command]'; comments begin with #";

    public static string ConfigNoName(string name, string? near) => $"'{name}' is not an option{DidYouMean(near)}";

    public static string ConfigNotHere(string name, string command) => $"'{name}' is not an option of {command}";

    public static string ConfigNoCommand(string name, string? near) => $"'{name}' is not a command{DidYouMean(near)}";

    public const string ConfigTooLong = "it is longer than 1 MB, which no file of options is";

    private static string DidYouMean(string? near) => near is null ? "" : $"; did you mean '{near}'?";

    public static string SeeHelp(string command) => $"see 'access-undenied {(command.Length == 0 ? "" : command + " ")}--help'";

    public static string CannotRead(string file, Exception exception) => $"cannot read {Name(file)}: {Why(exception)}";

    public static string CannotWrite(string file, Exception exception) => $"cannot write {Name(file)}: {exception switch
    {
        UnauthorizedAccessException when file == "stdout" => "it is closed; run the command with its standard output open, or name a file with --output-file",
        DirectoryNotFoundException => "its folder does not exist; make that first, or name another one",
        _ => Why(exception),
    }}";

    public static string NoFolder(string path) => $"cannot write into {path}: it is a file; name a folder, which is made where it is not there";

    public static string IsFolder(string file) => $"cannot read {file}: it is a folder; give a file, or - for stdin";

    public static string ConfigIsFolder(string path) => $"cannot read {path}: it is a folder; name the file with the options";

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
