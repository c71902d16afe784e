namespace AccessUndenied.Reports.Reading;

/// <summary>What one layer decided, as a report has it.</summary>
/// <param name="Layer">The layer, such as <c>permissionsBoundary</c>.</param>
/// <param name="Decision">Its decision on its own, such as <c>implicitDeny</c>.</param>
/// <param name="Blocks">Whether it keeps the request from being allowed.</param>
/// <param name="Reason">What decided where that is no statement, such as a setting of the resource; null otherwise.</param>
public sealed record ReportedLayer(string Layer, string Decision, bool Blocks, string? Reason = null);
