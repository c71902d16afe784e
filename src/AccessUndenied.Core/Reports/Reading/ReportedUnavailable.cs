namespace AccessUndenied.Reports.Reading;

/// <summary>Something that had a say and could not be read, as a report has it.</summary>
/// <param name="Layer">The layer that is unknown without it; null when none is.</param>
/// <param name="What">What it is.</param>
/// <param name="Why">Why it could not be read.</param>
public sealed record ReportedUnavailable(string? Layer, string What, string Why);
