namespace AccessUndenied.Aws.Policies.History;

/// <summary>A place between changes.</summary>
/// <param name="Time">The moment.</param>
/// <param name="Order">How many of all changes come before it.</param>
/// <param name="IsExact">Whether changes of the same second are known to be before or after it.</param>
internal readonly record struct HistoryCut(DateTimeOffset Time, int Order, bool IsExact)
{
    /// <summary>The changes before it that are taken not to have been in effect; null where it is no such supposition.</summary>
    public IReadOnlyList<int>? Skipped { get; init; }

    /// <summary>What tells suppositions apart.</summary>
    public string Supposition => Skipped is null ? "" : $"-{string.Join(',', Skipped)}";

    public bool IsBefore(SlotPoint point) => point.Event is null ? point.Time <= Time : point.Event.Order < Order;

    public bool Skips(SlotPoint point) => Skipped is not null && point.Event is not null && Skipped.Contains(point.Event.Order);
}
