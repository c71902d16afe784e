using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Replays;

/// <summary>A comparison as the result of a part of a trail keeps it.</summary>
internal sealed record KeptComparison(int? Recorded, int? RecordedLayer, int Decided, int? DecidedLayer, bool? SameLayer, bool? SameReason)
{
    private static readonly KeptComparison s_ofSuccess = new((int)Decision.Allowed, null, (int)Decision.Allowed, null, null, null);

    public static KeptComparison? Of(CallComparison? one) => one is null ? null : ReferenceEquals(one, CallComparison.OfSuccess) ? s_ofSuccess
        : new((int?)one.Recorded, (int?)one.RecordedLayer, (int)one.Decided, (int?)one.DecidedLayer, one.IsSameLayer, one.IsSameReason);

    public CallComparison ToComparison() => this == s_ofSuccess ? CallComparison.OfSuccess : new()
    {
        Recorded = (Decision?)Recorded, RecordedLayer = (PolicyLayer?)RecordedLayer, Decided = (Decision)Decided, DecidedLayer = (PolicyLayer?)DecidedLayer,
        IsSameLayer = SameLayer, IsSameReason = SameReason,
    };
}
