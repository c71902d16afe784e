using System.Runtime.CompilerServices;
using System.Text.Json;

namespace AccessUndenied.Aws.Events;

/// <summary>Where a value's outermost members stand, as far as they tell what it is.</summary>
internal struct ScannedMembers
{
    private const int MostName = 128;

    internal JsonToken EventSource;
    internal JsonToken EventName;
    internal JsonToken EventTime;
    internal JsonToken AwsRegion;
    internal JsonToken RecipientAccountId;
    internal JsonToken ErrorCode;
    internal JsonToken ErrorMessage;
    internal JsonToken ResponseCode;
    internal JsonToken ResponseMessage;
    internal JsonToken Wrapper;
    internal JsonToken WrapperName;
    internal JsonToken Sender;
    internal bool IsDigest;
    internal bool RepeatsError;
    internal bool SwitchRoleFailed;

    internal MembersOfRecord Telling;

    internal readonly bool IsRecord => Telling.AreOfRecord;

    /// <summary>Whether it is an event of EventBridge that no service of AWS sent; see <see cref="WrapperNames.IsOfSomebody"/>.</summary>
    internal readonly bool IsOfSomebody(ReadOnlySpan<byte> json) =>
        Sender.Type == JsonTokenType.String && Wrapper.Type != JsonTokenType.None && json.Slice(WrapperName.Start, WrapperName.Length).SequenceEqual("detail"u8)
        && !json.Slice(Sender.Start + 1, Sender.Length - 2).StartsWith("aws."u8);

    /// <summary>Reads an object to its end; the reader stands on its beginning, in <paramref name="json"/>.</summary>
    internal void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = Which(NameOf(ref reader));
            var name = member == ScannedMember.Wrapper ? NameAt(ref reader) : default;
            reader.Read();
            var value = JsonToken.At(ref reader);
            Meet(member, value, json);
            if (member == ScannedMember.ResponseElements && value.Type == JsonTokenType.StartObject)
            {
                ReadResponse(ref reader, json);
                continue;
            }

            reader.Skip();
            if (member == ScannedMember.Wrapper
                && Wrapper.Type == JsonTokenType.None
                && value.Type is JsonTokenType.StartObject or JsonTokenType.String)
            {
                Wrapper = value with { Length = (int)reader.BytesConsumed - value.Start };
                WrapperName = name;
            }
        }
    }

    /// <summary>Takes an outermost member that is no wrapper.</summary>
    /// <param name="member">Which it is.</param>
    /// <param name="value">Its value, of which the first token counts.</param>
    /// <param name="json">Where the value stands.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Meet(ScannedMember member, JsonToken value, ReadOnlySpan<byte> json)
    {
        switch (member)
        {
            case ScannedMember.Other:
                return;
            case ScannedMember.ResponseElements when value.Type != JsonTokenType.StartObject:
                return;
            case ScannedMember.ErrorCode:
                RepeatsError |= ErrorCode.Type != JsonTokenType.None;
                ErrorCode = value;
                break;
            case ScannedMember.ErrorMessage:
                RepeatsError |= ErrorMessage.Type != JsonTokenType.None;
                ErrorMessage = value;
                break;
            case ScannedMember.EventSource:
                EventSource = value;
                if (value.Type == JsonTokenType.String)
                {
                    Telling.MeetSource(json.Slice(value.Start + 1, value.Length - 2));
                }

                break;
            case ScannedMember.EventName:
                EventName = value;
                break;
            case ScannedMember.EventTime:
                EventTime = value;
                break;
            case ScannedMember.AwsRegion:
                AwsRegion = value;
                break;
            case ScannedMember.RecipientAccountId:
                RecipientAccountId = value;
                break;
            case ScannedMember.Sender:
                Sender = value;
                break;
            case ScannedMember.Digest:
                IsDigest = true;
                break;
        }

        if (member is >= ScannedMember.EventId and <= ScannedMember.ResponseElements)
        {
            Telling.Meet(member);
        }
    }

    /// <summary>Takes a member of the response. Some services put code and text only here (MSG-53); deeper texts are the service's own data.</summary>
    internal void MeetOfResponse(ReadOnlySpan<byte> name, JsonToken value, ReadOnlySpan<byte> json)
    {
        switch (name.Length)
        {
            case 7 when name.SequenceEqual("message"u8) || name.SequenceEqual("Message"u8):
            case 12 when name.SequenceEqual("errorMessage"u8):
                ResponseMessage = value;
                break;
            case 9 when name.SequenceEqual("errorCode"u8):
            case 6 when name.SequenceEqual("__type"u8):
                ResponseCode = value;
                break;
            case 10 when name.SequenceEqual("SwitchRole"u8) && value.Type == JsonTokenType.String:
                SwitchRoleFailed = json.Slice(value.Start, value.Length).SequenceEqual("\"Failure\""u8);
                break;
        }
    }

    private void ReadResponse(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = NameOf(ref reader);
            reader.Read();
            MeetOfResponse(name, JsonToken.At(ref reader), json);
            reader.Skip();
        }
    }

    private static JsonToken NameAt(ref Utf8JsonReader reader) =>
        new((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, JsonTokenType.PropertyName);

    // An escape makes a name longer, never shorter, so the longest known name fits in six times its length.
    private static ReadOnlySpan<byte> NameOf(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped || reader.ValueSpan.Length > MostName)
        {
            return reader.ValueIsEscaped ? default : reader.ValueSpan;
        }

        var name = new byte[MostName];
        return name.AsSpan(0, reader.CopyString(name));
    }

    /// <summary>The member of a name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static ScannedMember Which(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 when name.SequenceEqual("Sns"u8) => ScannedMember.Wrapper,
        4 when name.SequenceEqual("body"u8) || name.SequenceEqual("Body"u8) => ScannedMember.Wrapper,
        6 when name.SequenceEqual("detail"u8) => ScannedMember.Wrapper,
        6 when name.SequenceEqual("source"u8) => ScannedMember.Sender,
        7 when name.SequenceEqual("eventID"u8) => ScannedMember.EventId,
        7 when name.SequenceEqual("message"u8) || name.SequenceEqual("Message"u8) => ScannedMember.Wrapper,
        9 when name.SequenceEqual("eventName"u8) => ScannedMember.EventName,
        9 when name.SequenceEqual("eventTime"u8) => ScannedMember.EventTime,
        9 when name.SequenceEqual("awsRegion"u8) => ScannedMember.AwsRegion,
        9 when name.SequenceEqual("errorCode"u8) => ScannedMember.ErrorCode,
        9 when name.SequenceEqual("eventJson"u8) => ScannedMember.Wrapper,
        11 when name.SequenceEqual("eventSource"u8) => ScannedMember.EventSource,
        12 when name.SequenceEqual("userIdentity"u8) => ScannedMember.UserIdentity,
        12 when name.SequenceEqual("errorMessage"u8) => ScannedMember.ErrorMessage,
        12 when name.SequenceEqual("eventVersion"u8) => ScannedMember.EventVersion,
        15 when name.SequenceEqual("CloudTrailEvent"u8) => ScannedMember.Wrapper,
        15 when name.SequenceEqual("digestStartTime"u8) => ScannedMember.Digest,
        16 when name.SequenceEqual("responseElements"u8) => ScannedMember.ResponseElements,
        18 when name.SequenceEqual("recipientAccountId"u8) => ScannedMember.RecipientAccountId,
        _ => ScannedMember.Other,
    };
}
