namespace AccessUndenied.Aws.Policies.History;

/// <summary>One moment of a slot: a change by a call, or what a snapshot saw.</summary>
/// <param name="Time">When.</param>
/// <param name="Event">The call; null for what a snapshot saw.</param>
/// <param name="Change">What the call did.</param>
/// <param name="Seen">What the snapshot saw.</param>
internal readonly record struct SlotPoint(DateTimeOffset Time, WriteEvent? Event, SlotChange? Change, SlotState Seen);
