namespace AccessUndenied.Results;

/// <summary>A part of what a remediation opens, of which recorded calls needed a part only, or nothing.</summary>
/// <param name="Opened">The part.</param>
/// <param name="Calls">How many recorded calls needed something of it; 0 where none did.</param>
public sealed record UnneededAccess(OpenedAccess Opened, long Calls);
