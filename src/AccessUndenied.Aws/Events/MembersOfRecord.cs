using System.Numerics;
using System.Text.Json;

namespace AccessUndenied.Aws.Events;

/// <summary>Which members of a record an object has.</summary>
internal struct MembersOfRecord
{
    private uint _telling;
    private bool _isError;
    private bool _isOfAnotherService;

    /// <summary>
    /// Whether they are those of a record: at least two of them. The events that Lambda is called with have some of the same names; what they
    /// come from is written <c>aws:sqs</c> there, and as the name of a host in records.
    /// </summary>
    internal readonly bool AreOfRecord => !_isOfAnotherService && _telling != 0 && (BitOperations.PopCount(_telling) > 1 || _isError);

    /// <summary>Whether they may be those of a record of which no more could be read.</summary>
    internal readonly bool MayBeOfRecord => !_isOfAnotherService && (_telling != 0 || _isError);

    internal void Meet(ScannedMember member)
    {
        _telling |= member is >= ScannedMember.EventId and <= ScannedMember.EventName ? 1U << (int)member : 0;
        _isError |= member is ScannedMember.ErrorCode or ScannedMember.ErrorMessage or ScannedMember.ResponseElements;
    }

    internal void MeetSource(ReadOnlySpan<byte> source) => _isOfAnotherService |= source.StartsWith("aws:"u8);

    internal void Meet(JsonProperty member)
    {
        var which = member.Name switch
        {
            "eventID" => ScannedMember.EventId,
            "eventVersion" => ScannedMember.EventVersion,
            "userIdentity" => ScannedMember.UserIdentity,
            "eventSource" => ScannedMember.EventSource,
            "eventName" => ScannedMember.EventName,
            "errorCode" => ScannedMember.ErrorCode,
            "errorMessage" => ScannedMember.ErrorMessage,
            _ => ScannedMember.Other,
        };
        Meet(which);
        _isOfAnotherService |= which == ScannedMember.EventSource && member.Value.ValueKind == JsonValueKind.String
            && member.Value.GetRawText().StartsWith("\"aws:", StringComparison.Ordinal);
    }
}
