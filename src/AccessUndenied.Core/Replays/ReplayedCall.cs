using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Replays;

/// <summary>What became of one call in a replay.</summary>
public sealed record ReplayedCall
{
    /// <summary>The record's id; empty when it has none.</summary>
    public required string EventId { get; init; }

    /// <summary>When the call was made, in UTC; null when the record does not tell.</summary>
    public DateTimeOffset? Time { get; internal init; }

    /// <summary>The service that was called, as the log names it.</summary>
    public string Service { get; internal init; } = "";

    /// <summary>How it ended.</summary>
    public CallOutcome Outcome { get; internal init; }

    /// <summary>Why it was not replayed; null where it was.</summary>
    public string? SkipReason { get; internal init; }

    /// <summary>How many requests it needed, and perhaps needed.</summary>
    public int Requests { get; internal init; }

    /// <summary>The requests that it certainly needed; empty unless <see cref="ReplayOptions.KeepsRequests"/> asks for them.</summary>
    public IReadOnlyList<AuthorizationRequest> Needed { get; internal init; } = [];

    /// <summary>Whether the simulator decides as it was decided.</summary>
    public CallAgreement Agreement { get; internal init; }

    /// <summary>How the simulator differs from what was recorded; null where it agrees, or the record does not tell.</summary>
    public CallDifference? Mismatch { get; internal init; }

    /// <summary>What the proposed changes make of it; null where they change nothing.</summary>
    public CallDifference? Change { get; internal init; }

    /// <summary>Whether the proposed changes certainly make another outcome of it.</summary>
    public bool IsChanged => Change is { After: not Decision.Indeterminate };

    /// <summary>Whether it hangs on what nobody knows what the proposed changes make of it.</summary>
    public bool IsUndecided => Change is { After: Decision.Indeterminate };
}
