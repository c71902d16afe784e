using AccessUndenied.Events;

namespace AccessUndenied.Replays;

/// <summary>A call as a log recorded it, whatever came of it.</summary>
/// <param name="Event">The record; for a call that was not denied its error members are empty, or those of another error.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record RecordedCall(AccessDeniedEvent Event, CallOutcome Outcome)
{
    /// <summary>Why there is no request in it that policies decide, such as <c>sign-in</c>; null where there is one.</summary>
    /// <remarks>One of a few fixed texts, which reports count by; nothing of the record stands in it.</remarks>
    public string? SkipReason { get; init; }
}
