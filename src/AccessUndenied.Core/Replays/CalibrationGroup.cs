namespace AccessUndenied.Replays;

/// <summary>The calls of one service that were decided alike, as recorded and here.</summary>
public sealed class CalibrationGroup
{
    internal CalibrationGroup(string service, CallComparison comparison, CallAgreement agreement, string? reason)
    {
        Service = service;
        Comparison = comparison;
        Agreement = agreement;
        Reason = reason;
    }

    /// <summary>The service, as the log names it; <c>*</c> for those for which there was no room.</summary>
    public string Service { get; }

    /// <summary>How the calls were decided: by which layers, and for which reasons.</summary>
    public CallComparison Comparison { get; }

    /// <summary>Whether the simulator decides as it was decided.</summary>
    public CallAgreement Agreement { get; }

    /// <summary>What is to be said of a difference, in one sentence; null where there is none.</summary>
    public string? Reason { get; }

    /// <summary>How many calls there are.</summary>
    public long Count { get; internal set; }

    /// <summary>The time of the first, in UTC; null where no record tells.</summary>
    public DateTimeOffset? First { get; internal set; }

    /// <summary>The time of the last.</summary>
    public DateTimeOffset? Last { get; internal set; }

    /// <summary>The ids of some of them, the first ones read, where they differ from their records; empty where they do not.</summary>
    public IReadOnlyList<string> EventIds { get; internal set; } = [];
}
