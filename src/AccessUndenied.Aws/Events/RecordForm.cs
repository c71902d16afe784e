using System.Text;
using System.Text.Json;
using static AccessUndenied.Aws.Events.RecordMember;

namespace AccessUndenied.Aws.Events;

/// <summary>The form of a CloudTrail record: its members by name, and how each is read.</summary>
internal static class RecordForm
{
    private static readonly MemberTable<RecordDraft> s_tls = new("tlsDetails", ofCaller: false, Verbatim<RecordDraft>("tlsVersion", (record, text) => record.TlsVersion = text));

    // MSG-53: some services put code and text only into the response; the first of each counts.
    private static readonly MemberTable<RecordDraft> s_response = new(
        "responseElements",
        ofCaller: false,
        Said("message", (record, text) => record.ResponseMessage ??= text),
        Said("Message", (record, text) => record.ResponseMessage ??= text),
        Said("errorMessage", (record, text) => record.ResponseMessage ??= text),
        Said("errorCode", (record, text) => record.ResponseCode ??= text),
        Said("__type", (record, text) => record.ResponseCode ??= text));

    // Of a text that occurs twice the last one counts that says anything.
    private static readonly MemberTable<RecordDraft> s_members = new(
        "",
        ofCaller: false,
        Text<RecordDraft>("eventID", (record, text) => record.Id = text ?? record.Id),
        Time<RecordDraft>("eventTime", (record, time) => record.Time = time),
        Text<RecordDraft>("eventSource", (record, text) => record.Service = text ?? record.Service),
        Text<RecordDraft>("eventName", (record, text) => record.Operation = text ?? record.Operation),
        Other<RecordDraft>("errorCode", ReadErrorCode),
        Verbatim<RecordDraft>("errorMessage", (record, text) => record.ErrorMessage = text ?? record.ErrorMessage),
        Text<RecordDraft>("awsRegion", (record, text) => record.AwsRegion = text ?? record.AwsRegion),
        Text<RecordDraft>("eventType", (record, text) => record.EventType = text ?? record.EventType),
        Text<RecordDraft>("eventCategory", (record, text) => record.EventCategory = text ?? record.EventCategory),
        Text<RecordDraft>("sourceIPAddress", (record, text) => record.SourceIpAddress = text ?? record.SourceIpAddress),
        Text<RecordDraft>("userAgent", (record, text) => record.UserAgent = text ?? record.UserAgent),
        Account<RecordDraft>("recipientAccountId", (record, account) => record.RecipientAccountId = account),
        Text<RecordDraft>("sharedEventID", (record, text) => record.SharedEventId = text ?? record.SharedEventId),
        Text<RecordDraft>("vpcEndpointId", (record, text) => record.VpcEndpointId = text ?? record.VpcEndpointId),
        Account<RecordDraft>("vpcEndpointAccountId", (record, account) => record.VpcEndpointAccountId = account),
        Other<RecordDraft>("userIdentity", static (ref Utf8JsonReader reader, string _, RecordDraft record, FieldProblems problems) => record.Identity = IdentityForm.Read(ref reader, problems)),
        Other<RecordDraft>("resources", static (ref Utf8JsonReader reader, string _, RecordDraft record, FieldProblems problems) => record.Resources = ResourcesForm.Read(ref reader, problems)),
        Part("requestParameters", (record, part) => record.RequestParameters = part),
        Other<RecordDraft>("responseElements", ReadResponse),
        Part("additionalEventData", (record, part) => record.AdditionalEventData = part),
        Part("eventContext", (record, part) => record.EventContext = part),
        Other<RecordDraft>("tlsDetails", ReadTls));

    /// <summary>Reads the record; whatever is wrong with it becomes its <c>Problem</c>, and the rest is read all the same.</summary>
    internal static CloudTrailEvent Read(ReadOnlyMemory<byte> raw, in RecordPlace place)
    {
        var problems = new FieldProblems();
        var record = new RecordDraft(RecordText.Repair(raw, problems));
        var reader = new Utf8JsonReader(record.Raw.Span);
        try
        {
            reader.Read();
            s_members.Read(ref reader, record, problems);
            reader.Read();
            Check(record, problems);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            problems.Add(EventMessages.NotJson(exception, reader.BytesConsumed));
        }

        return record.ToEvent(in place, problems);
    }

    private static void Check(RecordDraft record, FieldProblems problems)
    {
        if (record.Identity is null && NamesCaller(record.ErrorMessage))
        {
            problems.Note("", EventMessages.CallerInMessage);
        }
        else if (record.Identity is null)
        {
            problems.Add(problems.NoteOf("userIdentity") ?? EventMessages.NoIdentity);
        }

        if (record.Service is null)
        {
            problems.Add(problems.NoteOf("eventSource") ?? EventMessages.NoSource);
        }

        if (record.Operation is null)
        {
            problems.Add(problems.NoteOf("eventName") ?? EventMessages.NoName);
        }

        if (record.Id is null && problems.NoteOf("eventID") is null)
        {
            problems.Note("eventID", EventMessages.NoId);
        }
    }

    private static bool NamesCaller(string? message) => message?.Contains("User: arn:", StringComparison.Ordinal) == true;

    private static (string Name, MemberReader<RecordDraft> Read) Part(string name, Action<RecordDraft, JsonPart?> set) =>
        (name, (ref Utf8JsonReader reader, string _, RecordDraft record, FieldProblems _) => set(record, FieldReader.Part(ref reader, record.Raw)));

    private static (string Name, MemberReader<RecordDraft> Read) Said(string name, Action<RecordDraft, string> set) =>
        (name, (ref Utf8JsonReader reader, string _, RecordDraft record, FieldProblems _) =>
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                set(record, FieldReader.Lossy(ref reader));
            }
            else
            {
                reader.Skip();
            }
        });

    private static void ReadErrorCode(ref Utf8JsonReader reader, string path, RecordDraft record, FieldProblems problems)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            problems.WrongType(ref reader, path, "a string");
            record.ErrorCode = Encoding.UTF8.GetString(reader.ValueSpan);
        }
        else
        {
            record.ErrorCode = FieldReader.Text(ref reader, path, problems) ?? record.ErrorCode;
        }
    }

    private static void ReadResponse(ref Utf8JsonReader reader, string path, RecordDraft record, FieldProblems problems)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            // A copy, so that the reader stays where it is; what is wrong with a member of the response is no fault of the record.
            var ahead = reader;
            s_response.Read(ref ahead, record, new FieldProblems());
        }

        record.ResponseElements = FieldReader.Part(ref reader, record.Raw);
    }

    private static void ReadTls(ref Utf8JsonReader reader, string path, RecordDraft record, FieldProblems problems)
    {
        record.TlsVersion = null;
        s_tls.TryRead(ref reader, record, problems);
    }
}
