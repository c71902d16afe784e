namespace AccessUndenied.Aws.Policies.History;

/// <summary>What a slot holds at one moment: a value, nothing, or nobody knows what.</summary>
/// <param name="IsKnown">Whether it is known.</param>
/// <param name="Value">The value; null where there is none.</param>
/// <param name="Since">Since when it is not known; null where nothing is known of any time before.</param>
/// <param name="Why">Why it is not known.</param>
internal readonly record struct SlotState(bool IsKnown, string? Value, DateTimeOffset? Since = null, string? Why = null)
{
    public static SlotState Absent { get; } = new(true, null);

    public static SlotState Of(string? value) => new(true, value);

    public static SlotState Unknown(DateTimeOffset? since, string why) => new(false, null, since, why);

    /// <summary>Whether both are known and say the same.</summary>
    public bool Is(SlotState other) => IsKnown && other.IsKnown && DocumentText.AreSame(Value, other.Value);
}
