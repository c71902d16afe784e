namespace AccessUndenied.Reports.Reading;

/// <summary>A statement of a policy, as a report has it.</summary>
/// <param name="Index">Where it stands in its document, counted from 0.</param>
/// <param name="Sid">Its name; null when it has none.</param>
/// <param name="Json">The statement as JSON.</param>
public sealed record ReportedStatement(int Index, string? Sid, string Json);
