using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Replays;

/// <summary>How one call was decided, as its record tells and here: by which layer, and whether a statement denied or none allowed.</summary>
/// <remarks>Several layers may deny at once, of which a record names one: it is the same layer where it denies here, too, in the same way.</remarks>
public sealed record CallComparison
{
    internal static readonly CallComparison OfSuccess = new() { Recorded = Decision.Allowed, Decided = Decision.Allowed };

    internal CallComparison()
    {
    }

    /// <summary>The recorded decision; null for a denial of which the record does not tell whether a statement denied.</summary>
    public Decision? Recorded { get; internal init; }

    /// <summary>The layer that the record blames for a denial; null where it names none.</summary>
    public PolicyLayer? RecordedLayer { get; internal init; }

    /// <summary>The decision here.</summary>
    public Decision Decided { get; internal init; }

    /// <summary>The layer that decides here; null where the call is allowed, or none can be named.</summary>
    public PolicyLayer? DecidedLayer { get; internal init; }

    /// <summary>Whether the recorded layer denies here, too; null where the call was not denied, is not denied here, or the record names no layer.</summary>
    public bool? IsSameLayer { get; internal init; }

    /// <summary>Whether the recorded reason, an explicit deny or a missing allow, is that of here; null as for <see cref="IsSameLayer"/>.</summary>
    public bool? IsSameReason { get; internal init; }

    /// <summary>Whether the same was decided for another reason or by another layer than the record tells.</summary>
    public bool IsOtherwiseDenied => IsSameLayer == false || IsSameReason == false;
}
