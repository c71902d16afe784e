using AccessUndenied.Events;

namespace AccessUndenied.Replays;

/// <summary>A call as a log recorded it, whatever came of it.</summary>
public sealed class RecordedCall(AccessDeniedEvent @event, CallOutcome outcome)
{
    /// <summary>The record; for a call that was not denied its error members are empty, or those of another error.</summary>
    public AccessDeniedEvent Event { get; } = @event;

    /// <summary>How it ended.</summary>
    public CallOutcome Outcome { get; } = outcome;

    /// <summary>Why there is no request in it that policies decide, such as <c>sign-in</c>; null where there is one.</summary>
    /// <remarks>One of a few fixed texts, which reports count by; nothing of the record stands in it.</remarks>
    public string? SkipReason { get; init; }
}
