namespace AccessUndenied.Aws.Policies.History;

/// <summary>A place between changes.</summary>
/// <param name="Time">The moment.</param>
/// <param name="Order">How many of all changes come before it.</param>
/// <param name="IsExact">Whether changes of the same second are known to be before or after it.</param>
internal readonly record struct HistoryCut(DateTimeOffset Time, int Order, bool IsExact);
