using System.Text.Json;
using System.Text.Unicode;

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

    private static readonly byte[][] s_resource =
        ["ARN"u8.ToArray(), "arn"u8.ToArray(), "ARNPrefix"u8.ToArray(), "accountId"u8.ToArray(), "type"u8.ToArray()];

    private static readonly byte[][] s_tls = ["tlsVersion"u8.ToArray()];

    private static readonly byte[][] s_response =
        ["message"u8.ToArray(), "Message"u8.ToArray(), "errorMessage"u8.ToArray(), "errorCode"u8.ToArray(), "__type"u8.ToArray()];

    /// <summary>Reads the record; whatever is wrong with it becomes its <c>Problem</c>, and the rest is read all the same.</summary>
    internal static CloudTrailEvent Read(ReadOnlyMemory<byte> raw, in RecordPlace place)
    {
        var problems = new FieldProblems();
        var fields = new RecordFields();
        CheckText(raw.Span, problems);
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
                    fields.Resources = ReadResources(ref reader, problems);
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
                default:
                    fields.Texts[member] = FieldReading.Text(ref reader, "", s_members[member], problems);
                    break;
            }
        }
    }

    private static void CheckMembers(in RecordFields fields, FieldProblems problems)
    {
        if (fields.Texts[0] is null)
        {
            problems.Add(EventMessages.NoId);
        }
        else if (fields.Identity is null)
        {
            problems.Add(EventMessages.NoIdentity);
        }
        else if (fields.Texts[2] is null)
        {
            problems.Add(EventMessages.NoSource);
        }
        else if (fields.Texts[3] is null)
        {
            problems.Add(EventMessages.NoName);
        }
    }

    private static List<CloudTrailResource>? ReadResources(ref Utf8JsonReader reader, FieldProblems problems)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            if (reader.TokenType != JsonTokenType.Null)
            {
                problems.WrongType(ref reader, "resources", "an array");
                reader.Skip();
            }

            return null;
        }

        var resources = new List<CloudTrailResource>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!FieldReading.BeginObject(ref reader, "resources[]", problems))
            {
                continue;
            }

            var texts = new string?[s_resource.Length];
            var seen = 0UL;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var member = FieldReading.Which(ref reader, s_resource, ref seen, problems);
                reader.Read();
                if (member < 0)
                {
                    reader.Skip();
                    continue;
                }

                texts[member] = member == 3
                    ? FieldReading.Account(ref reader, "resources[]", s_resource[member], problems)
                    : FieldReading.Text(ref reader, "resources[]", s_resource[member], problems);
            }

            resources.Add(new CloudTrailResource { Arn = texts[0] ?? texts[1], ArnPrefix = texts[2], AccountId = texts[3], Type = texts[4] });
        }

        return resources;
    }

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

    // Text that is no Unicode would come out altered, and would throw from the lazily parsed parts.
    private static void CheckText(ReadOnlySpan<byte> raw, FieldProblems problems)
    {
        if (!Utf8.IsValid(raw))
        {
            problems.Add(EventMessages.InvalidUtf8(FirstInvalid(raw)));
        }
        else if ((raw.IndexOf("\\ud"u8) >= 0 || raw.IndexOf("\\uD"u8) >= 0) && HasLoneSurrogate(raw))
        {
            problems.Add(EventMessages.LoneSurrogate);
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> raw)
    {
        var at = 0;
        while (System.Text.Rune.DecodeFromUtf8(raw[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<byte> raw)
    {
        var reader = new Utf8JsonReader(raw);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    reader.GetString();
                }
            }

            return false;
        }
        catch (JsonException)
        {
            // The reading itself says where.
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
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
