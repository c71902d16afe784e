using System.Diagnostics.CodeAnalysis;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Replays;

/// <summary>What became of one call in a replay.</summary>
public sealed class ReplayedCall
{
    internal ReplayedCall()
    {
    }

    [SetsRequiredMembers]
    internal ReplayedCall(ReplayedCall like)
    {
        EventId = like.EventId;
        Time = like.Time;
        Service = like.Service;
        Outcome = like.Outcome;
        SkipReason = like.SkipReason;
        Requests = like.Requests;
        Needed = like.Needed;
        IsAtEvent = like.IsAtEvent;
        Agreement = like.Agreement;
        Comparison = like.Comparison;
        Mismatch = like.Mismatch;
        Change = like.Change;
    }

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

    /// <summary>Whether it was decided under the policies as they were when it was made; else under those of now.</summary>
    public bool IsAtEvent { get; internal init; }

    /// <summary>Whether the simulator decides as it was decided.</summary>
    public CallAgreement Agreement { get; internal init; }

    /// <summary>By which layer and why it was decided, as recorded and here; null where the record does not tell what policies decided.</summary>
    public CallComparison? Comparison { get; internal init; }

    /// <summary>
    /// How the simulator differs from what was recorded, also where it agrees that the call is denied, and by another layer or for another reason; null where it does not, or the
    /// record does not tell.
    /// </summary>
    public CallDifference? Mismatch { get; internal init; }

    /// <summary>What the proposed changes make of it; null where they change nothing.</summary>
    public CallDifference? Change { get; internal init; }

    /// <summary>Whether the proposed changes certainly make another outcome of it.</summary>
    public bool IsChanged => Change is { After: not Decision.Indeterminate };

    /// <summary>Whether it hangs on what nobody knows what the proposed changes make of it.</summary>
    public bool IsUndecided => Change is { After: Decision.Indeterminate };

    /// <summary>Reads what <see cref="ToBytes"/> gave; id and time are those of no record.</summary>
    /// <param name="content">The bytes.</param>
    /// <exception cref="FormatException">It is something else.</exception>
    public static ReplayedCall Read(ReadOnlySpan<byte> content) => KeptCall.Read(content);

    /// <summary>What became of it, as bytes for <see cref="Read"/>: all but id and time, which calls that end alike differ in, and <see cref="Needed"/>.</summary>
    public byte[] ToBytes() => KeptCall.Write(this);

    /// <summary>The same outcome of another call.</summary>
    /// <param name="eventId">The id of the other record; empty when it has none.</param>
    /// <param name="time">When the other call was made, in UTC; null when its record does not tell.</param>
    public ReplayedCall For(string eventId, DateTimeOffset? time) => new(this) { EventId = eventId, Time = time };
}
