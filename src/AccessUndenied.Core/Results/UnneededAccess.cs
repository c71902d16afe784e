namespace AccessUndenied.Results;

/// <summary>A part of what a remediation opens, of which recorded calls needed a part only, or nothing.</summary>
public sealed class UnneededAccess
{
    /// <summary>The part.</summary>
    public required OpenedAccess Opened { get; init; }

    /// <summary>How many recorded calls needed something of it; 0 where none did.</summary>
    public long Calls { get; init; }
}
