using System.Text.Json;

namespace AccessUndenied.Aws.Events;

/// <summary>Builds a <see cref="CloudTrailEvent"/> from one record's bytes.</summary>
internal static class RecordReading
{
    private static readonly byte[][] s_members =
    [
        "eventID"u8.ToArray(), "eventTime"u8.ToArray(), "eventSource"u8.ToArray(), "eventName"u8.ToArray(), "errorCode"u8.ToArray(),
        "errorMessage"u8.ToArray(), "awsRegion"u8.ToArray(), "eventType"u8.ToArray(), "eventCategory"u8.ToArray(), "sourceIPAddress"u8.ToArray(),
        "userAgent"u8.ToArray(), "recipientAccountId"u8.ToArray(), "sharedEventID"u8.ToArray(), "vpcEndpointId"u8.ToArray(),
        "vpcEndpointAccountId"u8.ToArray(), "userIdentity"u8.ToArray(), "resources"u8.ToArray(), "requestParameters"u8.ToArray(),
        "responseElements"u8.ToArray(), "additionalEventData"u8.ToArray(), "eventContext"u8.ToArray(), "tlsDetails"u8.ToArray(),
    ];

    private static readonly byte[][] s_tls = ["tlsVersion"u8.ToArray()];

    private static readonly byte[][] s_response =
        ["message"u8.ToArray(), "Message"u8.ToArray(), "errorMessage"u8.ToArray(), "errorCode"u8.ToArray(), "__type"u8.ToArray()];

    /// <summary>Reads the record; whatever is wrong with it becomes its <c>Problem</c>, and the rest is read all the same.</summary>
    internal static CloudTrailEvent Read(ReadOnlyMemory<byte> raw, in RecordPlace place)
    {
        var problems = new FieldProblems();
        var fields = new RecordFields();
        raw = RecordText.Repair(raw, problems);
        var reader = new Utf8JsonReader(raw.Span);
        try
        {
            reader.Read();
            ReadMembers(ref reader, raw, ref fields, problems);
            reader.Read();
            CheckMembers(in fields, problems);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            problems.Add(EventMessages.NotJson(exception, reader.BytesConsumed));
        }

        var texts = fields.Texts;
        return new CloudTrailEvent
        {
            Id = texts[0] ?? "",
            Time = fields.Time,
            Service = texts[2] ?? "",
            Operation = texts[3] ?? "",
            ErrorCode = texts[4] ?? fields.ResponseCode ?? "",
            ErrorMessage = texts[5] ?? fields.ResponseMessage ?? "",
            AwsRegion = texts[6],
            EventType = texts[7],
            EventCategory = texts[8],
            SourceIpAddress = texts[9],
            UserAgent = texts[10],
            RecipientAccountId = texts[11],
            SharedEventId = texts[12],
            VpcEndpointId = texts[13],
            VpcEndpointAccountId = texts[14],
            TlsVersion = fields.TlsVersion,
            Identity = fields.Identity,
            Resources = fields.Resources ?? [],
            RequestParametersPart = fields.RequestParameters,
            ResponseElementsPart = fields.ResponseElements,
            AdditionalEventDataPart = fields.AdditionalEventData,
            EventContextPart = fields.EventContext,
            Raw = raw,
            Origin = place.Origin,
            ReadingNotes = problems.Notes,
            Problem = problems.First is { } problem ? place.Say(problem) : null,
        };
    }

    private static void ReadMembers(ref Utf8JsonReader reader, ReadOnlyMemory<byte> raw, ref RecordFields fields, FieldProblems problems)
    {
        var seen = 0UL;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = FieldReading.Which(ref reader, s_members, ref seen, problems);
            reader.Read();
            switch (member)
            {
                case < 0:
                    reader.Skip();
                    break;
                case 1:
                    fields.Time = FieldReading.Time(ref reader, "eventTime", problems);
                    break;
                case 11 or 14:
                    fields.Texts[member] = FieldReading.Account(ref reader, "", s_members[member], problems);
                    break;
                case 15:
                    fields.Identity = IdentityReading.Read(ref reader, problems);
                    break;
                case 16:
                    fields.Resources = ResourcesReading.Read(ref reader, problems);
                    break;
                case 17:
                    fields.RequestParameters = FieldReading.Part(ref reader, raw);
                    break;
                case 18:
                    ReadResponse(reader, ref fields);
                    fields.ResponseElements = FieldReading.Part(ref reader, raw);
                    break;
                case 19:
                    fields.AdditionalEventData = FieldReading.Part(ref reader, raw);
                    break;
                case 20:
                    fields.EventContext = FieldReading.Part(ref reader, raw);
                    break;
                case 21:
                    fields.TlsVersion = ReadTlsVersion(ref reader, problems);
                    break;
                case 4 when reader.TokenType == JsonTokenType.Number:
                    problems.WrongType(ref reader, "errorCode", "a string");
                    fields.Texts[member] = System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
                    break;
                case 4 or 5:
                    fields.Texts[member] = FieldReading.Text(ref reader, member == 4 ? "errorCode" : "errorMessage", problems) ?? fields.Texts[member];
                    break;
                default:
                    fields.Texts[member] = FieldReading.Text(ref reader, "", s_members[member], problems) ?? fields.Texts[member];
                    break;
            }
        }
    }

    private static void CheckMembers(in RecordFields fields, FieldProblems problems)
    {
        var texts = fields.Texts;
        if (fields.Identity is null && NamesCaller(texts[5]))
        {
            problems.Note("", EventMessages.CallerInMessage);
        }
        else if (fields.Identity is null)
        {
            problems.Add(problems.NoteOf("userIdentity") ?? EventMessages.NoIdentity);
        }

        if (texts[2] is null)
        {
            problems.Add(problems.NoteOf("eventSource") ?? EventMessages.NoSource);
        }

        if (texts[3] is null)
        {
            problems.Add(problems.NoteOf("eventName") ?? EventMessages.NoName);
        }

        if (texts[0] is null && problems.NoteOf("eventID") is null)
        {
            problems.Note("eventID", EventMessages.NoId);
        }
    }

    private static bool NamesCaller(string? message) => message?.Contains("User: arn:", StringComparison.Ordinal) == true;

    private static string? ReadTlsVersion(ref Utf8JsonReader reader, FieldProblems problems)
    {
        if (!FieldReading.BeginObject(ref reader, "tlsDetails", problems))
        {
            return null;
        }

        string? version = null;
        var seen = 0UL;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = FieldReading.Which(ref reader, s_tls, ref seen, problems);
            reader.Read();
            if (member == 0)
            {
                version = FieldReading.Text(ref reader, "tlsDetails.tlsVersion", problems);
            }
            else
            {
                reader.Skip();
            }
        }

        return version;
    }

    // MSG-53: some services put code and text only into the response. Takes a copy of the reader, which stays where it is.
    private static void ReadResponse(Utf8JsonReader reader, ref RecordFields fields)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        // What is wrong with a member of the response is no fault of the record.
        var ignored = new FieldProblems();
        var seen = 0UL;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = FieldReading.Which(ref reader, s_response, ref seen, ignored);
            reader.Read();
            if (reader.TokenType == JsonTokenType.String && member >= 3)
            {
                fields.ResponseCode ??= FieldReading.Lossy(ref reader);
            }
            else if (reader.TokenType == JsonTokenType.String && member >= 0)
            {
                fields.ResponseMessage ??= FieldReading.Lossy(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private ref struct RecordFields
    {
        public RecordFields()
        {
            Texts = new string?[s_members.Length];
        }

        internal string?[] Texts;
        internal DateTimeOffset? Time;
        internal CloudTrailIdentity? Identity;
        internal List<CloudTrailResource>? Resources;
        internal JsonPart? RequestParameters;
        internal JsonPart? ResponseElements;
        internal JsonPart? AdditionalEventData;
        internal JsonPart? EventContext;
        internal string? TlsVersion;
        internal string? ResponseCode;
        internal string? ResponseMessage;
    }
}
