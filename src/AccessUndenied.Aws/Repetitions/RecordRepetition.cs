using System.Collections.Frozen;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws.Requests.Sessions;
using AccessUndenied.Events;
using AccessUndenied.Repetitions;

namespace AccessUndenied.Aws.Repetitions;

/// <summary>Tells which CloudTrail records say the same but for <c>eventID</c>, <c>eventTime</c>, and members that no stage reads, such as <c>requestID</c>.</summary>
/// <remarks>
/// Records are compared by all that was read of them. Not shared: what has a part that could not be read, what no record tells of, and whatever hangs on
/// sessions that are still being met, or on the moment of a switch of roles.
/// </remarks>
internal sealed class RecordRepetition(ISessionSource? sessions) : IRepetition
{
    // The keys whose values follow from the time of the call: CallKeys.Time and its like, and SessionKeys.MfaAge.
    private static readonly FrozenSet<string> s_timeKeys = new[] { "aws:CurrentTime", "aws:EpochTime", "aws:MultiFactorAuthAge" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public AccessDeniedEvent Kept(AccessDeniedEvent deniedEvent) => deniedEvent is CloudTrailEvent record ? Kept(record) : deniedEvent;

    public AccessDeniedEvent KeptAsAsked(AccessDeniedEvent deniedEvent) => deniedEvent is not CloudTrailEvent record ? deniedEvent : Kept(record) with
    {
        RequestParametersPart = KeptPart.Of(record.RequestParametersPart),
        ResponseElementsPart = KeptPart.Of(record.ResponseElementsPart),
        AdditionalEventDataPart = KeptPart.Of(record.AdditionalEventDataPart),
        EventContextPart = KeptPart.Of(record.EventContextPart),
    };

    public bool MayRepeat(AccessDeniedEvent deniedEvent) =>
        deniedEvent is CloudTrailEvent { Told: null, ReadingNotes.Count: 0, Raw.IsEmpty: false } record && sessions switch
        {
            null => true,
            TrailSessionSource trails => trails.IsFixedFor(record),
            _ => false,
        };

    public bool DependsOnTime(string key) => s_timeKeys.Contains(key);

    public bool Equals(AccessDeniedEvent? x, AccessDeniedEvent? y) =>
        ReferenceEquals(x, y) || (x is CloudTrailEvent one && y is CloudTrailEvent other && one.Outcome == other.Outcome && Kept(one).Equals(Kept(other)));

    public int GetHashCode(AccessDeniedEvent obj)
    {
        var hash = default(HashCode);
        hash.Add(obj.Operation);
        hash.Add(obj.ErrorMessage);
        if (obj is CloudTrailEvent record)
        {
            hash.Add(record.AwsRegion);
            hash.Add(record.SourceIpAddress);
            hash.Add(record.UserAgent);
            hash.Add(record.VpcEndpointId);
            hash.Add(record.ErrorCode);
            hash.Add(record.Identity?.Arn);
            hash.Add(record.Identity?.AccessKeyId);
            record.RequestParametersPart?.AddTo(ref hash);
        }

        return hash.ToHashCode();
    }

    // What is kept already is compared as it is. The shared id is another id of the event, which the history of policies alone reads, and where that is none repeats.
    private static CloudTrailEvent Kept(CloudTrailEvent record) => record is { Id: "", Time: null, Origin: null, SharedEventId: null, Raw.IsEmpty: true }
        ? record
        : record with { Id = "", Time = null, Origin = null, SharedEventId = null, Raw = default };
}
