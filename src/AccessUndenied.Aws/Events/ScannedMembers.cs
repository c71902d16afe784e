using System.Text.Json;

namespace AccessUndenied.Aws.Events;

/// <summary>Where a value's outermost members stand, as far as they tell what it is.</summary>
internal struct ScannedMembers
{
    internal JsonToken EventSource;
    internal JsonToken EventName;
    internal JsonToken ErrorCode;
    internal JsonToken ErrorMessage;
    internal JsonToken ResponseCode;
    internal JsonToken ResponseMessage;
    internal JsonToken Wrapper;
    internal JsonToken WrapperName;
    internal bool IsDigest;
    internal bool RepeatsError;
    internal bool SwitchRoleFailed;

    internal MembersOfRecord Telling;

    internal readonly bool IsRecord => Telling.AreOfRecord;

    /// <summary>Reads an object to its end; the reader stands on its beginning.</summary>
    internal void Read(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = Which(ref reader);
            var name = member == ScannedMember.Wrapper ? NameAt(ref reader) : default;
            reader.Read();
            var value = JsonToken.At(ref reader);
            switch (member)
            {
                case ScannedMember.ResponseElements when value.Type == JsonTokenType.StartObject:
                    Telling.Meet(member);
                    ReadResponse(ref reader);
                    continue;
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
                    break;
                case ScannedMember.EventName:
                    EventName = value;
                    break;
            }

            if (member is >= ScannedMember.EventId and <= ScannedMember.ErrorMessage)
            {
                Telling.Meet(member);
                if (member == ScannedMember.EventSource && value.Type == JsonTokenType.String)
                {
                    Telling.MeetSource(reader.ValueSpan);
                }
            }

            IsDigest |= member == ScannedMember.Digest;
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

    // Some services put code and text only here (MSG-53). Deeper texts are the service's own data.
    private void ReadResponse(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMessage = reader.ValueTextEquals("message"u8) || reader.ValueTextEquals("Message"u8) || reader.ValueTextEquals("errorMessage"u8);
            var isCode = !isMessage && (reader.ValueTextEquals("errorCode"u8) || reader.ValueTextEquals("__type"u8));
            var isSwitch = !isMessage && !isCode && reader.ValueTextEquals("SwitchRole"u8);
            reader.Read();
            if (isMessage)
            {
                ResponseMessage = JsonToken.At(ref reader);
            }
            else if (isCode)
            {
                ResponseCode = JsonToken.At(ref reader);
            }
            else if (isSwitch && reader.TokenType == JsonTokenType.String)
            {
                SwitchRoleFailed = reader.ValueTextEquals("Failure"u8);
            }

            reader.Skip();
        }
    }

    private static JsonToken NameAt(ref Utf8JsonReader reader) =>
        new((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, JsonTokenType.PropertyName);

    private static ScannedMember Which(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return Which(reader.ValueSpan);
        }

        // An escape makes a name longer, never shorter, so the longest known name fits in six times its length.
        Span<byte> name = stackalloc byte[128];
        return reader.ValueSpan.Length > name.Length ? ScannedMember.Other : Which(name[..reader.CopyString(name)]);
    }

    private static ScannedMember Which(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 when name.SequenceEqual("Sns"u8) => ScannedMember.Wrapper,
        4 when name.SequenceEqual("body"u8) || name.SequenceEqual("Body"u8) => ScannedMember.Wrapper,
        6 when name.SequenceEqual("detail"u8) => ScannedMember.Wrapper,
        7 when name.SequenceEqual("eventID"u8) => ScannedMember.EventId,
        7 when name.SequenceEqual("message"u8) || name.SequenceEqual("Message"u8) => ScannedMember.Wrapper,
        9 when name.SequenceEqual("eventName"u8) => ScannedMember.EventName,
        9 when name.SequenceEqual("errorCode"u8) => ScannedMember.ErrorCode,
        9 when name.SequenceEqual("eventJson"u8) => ScannedMember.Wrapper,
        11 when name.SequenceEqual("eventSource"u8) => ScannedMember.EventSource,
        12 when name.SequenceEqual("userIdentity"u8) => ScannedMember.UserIdentity,
        12 when name.SequenceEqual("errorMessage"u8) => ScannedMember.ErrorMessage,
        12 when name.SequenceEqual("eventVersion"u8) => ScannedMember.EventVersion,
        15 when name.SequenceEqual("CloudTrailEvent"u8) => ScannedMember.Wrapper,
        15 when name.SequenceEqual("digestStartTime"u8) => ScannedMember.Digest,
        16 when name.SequenceEqual("responseElements"u8) => ScannedMember.ResponseElements,
        _ => ScannedMember.Other,
    };
}
