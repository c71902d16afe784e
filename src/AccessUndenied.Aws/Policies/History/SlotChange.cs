namespace AccessUndenied.Aws.Policies.History;

/// <summary>What one call did to one slot.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Effect">What it did.</param>
/// <param name="Value">The value that was set, or the statement or its id; null where there is none.</param>
internal sealed record SlotChange(PolicySlot Slot, SlotEffect Effect, string? Value = null)
{
    /// <summary>Whether the call succeeds only where the slot was empty, so that it was.</summary>
    public bool NeedsAbsent { get; init; }

    /// <summary>Whether the call succeeds only where the slot held something, so that it did.</summary>
    public bool NeedsPresent { get; init; }

    /// <summary>The slot whose value it takes over, by <see cref="SlotEffect.Move"/>; null for none.</summary>
    public PolicySlot? From { get; init; }

    /// <summary>The slot that takes its value over, where it is emptied by a new name; null for none.</summary>
    public PolicySlot? To { get; init; }

    /// <summary>What the slot holds after the change of what it held before.</summary>
    public SlotState After(SlotState before, DateTimeOffset time) => Effect switch
    {
        SlotEffect.Set => SlotState.Of(Value),
        SlotEffect.Remove => SlotState.Absent,
        SlotEffect.AddStatement when before.IsKnown && DocumentText.WithStatement(before.Value, Value!) is { } document => SlotState.Of(document),
        SlotEffect.RemoveStatement when before.IsKnown => SlotState.Of(DocumentText.WithoutStatement(before.Value, Value!)),
        SlotEffect.LoseIfAbsent when before is { IsKnown: true, Value: not null } => before,
        SlotEffect.Merge when before.IsKnown && TagText.With(before.Value, Value!) is { } tags => SlotState.Of(tags),
        SlotEffect.Part when before.IsKnown && TagText.Without(before.Value, Value!) is { } tags => SlotState.Of(tags),
        SlotEffect.Lose or SlotEffect.LoseIfAbsent => SlotState.Unknown(time, HistoryMessages.NotInRecord),
        _ => before.IsKnown ? SlotState.Unknown(time, HistoryMessages.NotInRecord) : before,
    };
}
