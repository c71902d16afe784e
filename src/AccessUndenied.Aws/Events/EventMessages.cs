using System.Globalization;
using System.Text.Json;
using AccessUndenied.Aws.Input;
using AccessUndenied.Text;

namespace AccessUndenied.Aws.Events;

/// <summary>Every sentence about input that a user can be shown; what stands before it says where.</summary>
internal static class EventMessages
{
    internal const string Empty = "the input is empty; give CloudTrail records, such as {\"Records\": […]} or one record a line";
    internal static string NotOneRecord(int count) =>
        $"this is a list of {count} records, and one was asked for; read it with CloudTrailReader, or give the record alone";

    private const string FailedCall = "failed ";
    internal const string PassHasBegun = "The trails are being read already; make what observes a TrailPass before anything asks for it.";
    internal const string Digest = "this is a CloudTrail digest file, which holds hashes and no records; give the log files beside it";
    internal const string FolderLink = "this is a link to a folder, which may lead back here; give that folder itself";
    internal const string FileLink = "this is a link to a file, which may lead out of the folder; give that file itself";
    internal const string BadCheckpoint = "what the checkpoint has of it cannot be read; delete the checkpoint's file and run this again";
    internal const string EmptyFile = "the input is empty, or a pipe or device, which are not read out of folders";
    internal const string NoId = "the record has no eventID, so the result cannot name it";
    internal const string NoIdentity = "userIdentity is missing, so nobody knows who made the request; take the record as CloudTrail delivered it";
    internal const string NoSource = "eventSource is missing, so nobody knows which service refused; take the record as CloudTrail delivered it";
    internal const string NoName = "eventName is missing, so nobody knows what was asked for; take the record as CloudTrail delivered it";
    internal const string NoRecord = "this is no CloudTrail record: it has none of eventID, eventName, eventSource and userIdentity; leave it out";
    internal const string LoneSurrogate = "a text of the record holds half of a surrogate pair (\\ud800 to \\udfff), which is no character; U+FFFD stands in its place";
    internal const string ReplacedText = "the record holds U+FFFD, which stands for bytes that were no text; a name with it may be another one";
    internal const string TextInPlace = "resources is a text, which was read as what it holds";
    internal const string IdentityIsText = "userIdentity is a text, which was read as the JSON that it holds";
    internal const string CallerInMessage = "the record has no userIdentity; the caller is the one whom the error message names";

    internal static string TooMuchText(long most) => string.Create(
        CultureInfo.InvariantCulture, $"the input has more than {most:N0} bytes once it is unpacked; what comes before was read; give it in parts, or allow more");

    internal static string NoCloudTrail(string first) =>
        $"there is no CloudTrail record in it; give a log file, the output of lookup-events, EventBridge events or one record a line (the first value: {first})";

    internal static string Failed(ReadOnlySpan<char> operation) => $"{FailedCall}{operation}";

    internal static bool IsFailed(string name, out ReadOnlySpan<char> operation)
    {
        operation = name.AsSpan(Math.Min(name.Length, FailedCall.Length));
        return name.StartsWith(FailedCall, StringComparison.Ordinal);
    }

    internal static string ThisIs(string what) => $"this is {what}";

    internal static string PackedTooOften(int most) =>
        $"records are looked for in texts within texts {most} deep, and this goes deeper; unwrap the outer ones first";

    internal static string UnpacksToTooMuch(long most) =>
        $"what is packed in this value unpacks to more than {most} bytes, and the rest is not looked at; unpack it first, or raise MaxRecordBytes";

    internal static string MaxRecordBytes(int least, int most, int found) => $"MaxRecordBytes must be from {least} to {most}; it is {found}";

    internal static string MaxUnpackedBytes(long found) => $"MaxUnpackedBytes must be at least 1; it is {found}";

    // An InvalidOperationException is the reader's word for text that is not valid UTF-8 or UTF-16.
    internal static string NotJson(Exception exception, long at) =>
        $"it cannot be read as JSON at byte {at} of the record: {Sentences.First(exception.Message)}; repair the record or leave it out";

    internal static string Oversized(long length, int limit) => $"it is {length} bytes long and the limit is {limit}; leave it out, or raise MaxRecordBytes";

    internal static string InvalidUtf8(long at) => $"byte {at} of the record is not valid UTF-8; U+FFFD stands in its place";

    internal static string Duplicate(string name, long at) => $"'{name}' occurs twice, the second time at byte {at} of the record; keep one";

    internal static string Repeated(string name, long at) => $"'{name}' occurs twice, the second time at byte {at} of the record; the last one counts";

    internal static string WrongType(string name, string expected, JsonTokenType found, long at) =>
        $"{name} at byte {at} of the record is {JsonWords.Name(found)}; expected {expected}; take the record as CloudTrail delivered it";

    internal static string Hidden(string name) => $"{name} was taken out of the record, so it is not known";

    internal static string UnusualTime(string name, string text, DateTimeOffset time) =>
        $"{name} is '{Shorten(text)}', which is not CloudTrail's form; it was read as {time.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}";

    internal static string NoTime(string name, string text, long at) => $"{name} at byte {at} of the record is '{Shorten(text)}', which is no time, so when the call was made is not known; "
        + "write it like 2026-01-31T23:59:59Z";

    internal static string WrapperIsNotARecord(string name) => $"{name} holds no CloudTrail record; leave the entry out";

    internal static string WrapperIsBroken(string name, string problem) => $"the record in {name}: {problem}";

    internal static string CannotOpen(string why) => $"it cannot be opened: {Sentences.First(why)}; check the path and the permissions";

    internal const string NoPartition = "this is no partition of a trail, or one that another version wrote";

    internal const string NoPartitionResult = "this is no result of a partition, or one that another version wrote";

    internal static string CannotPlan(string name) => $"{name} can be read only once, and not in partitions; write it to a file";

    internal static string NoConnection(string name) => $"{name} lies in a bucket, and nothing says how AWS is reached; set PartitionWork.Connection";

    internal static string ChangedSinceListed(string name) =>
        $"{name} is not there, or not as it was when it was listed; give all who read it the same folder, and begin again when nobody writes to what is read";

    internal static string MissingPartition(int number) => $"the result of partition {number} is not there";

    internal static string NotFound => "there is no such file or folder; check the path";

    internal static string EmptyFolder(int files) => files == 0
        ? "the folder holds no files; give a folder with CloudTrail log files"
        : $"none of the {files} files in the folder holds CloudTrail records; give a folder with CloudTrail log files";

    internal static string TooDeep(int most) => $"archives in archives are read {most} deep, and this goes deeper; unpack the outer ones first";

    internal static string TooManyParts(int most) => $"there are more than {most} files in the archive, and the rest is not read; unpack it, and give the folder";

    internal static string UnpacksTo(long most) =>
        $"what is packed in it unpacks to more than {most} bytes, and the rest is not read; unpack it and give the folder, or raise MaxUnpackedBytes";

    internal static string UnpacksTimes(int most) =>
        $"what is packed in it unpacks to more than {most} times its length, and the rest is not read; unpack it, and give the folder if it holds what it should";

    internal static string EmptyArchive(long parts) => $"none of the {parts} files in the archive holds CloudTrail records; give an archive with CloudTrail log files";

    private static string Shorten(string text) => text.Length <= 40 ? text : $"{text.AsSpan(0, 40)}…";
}
