namespace AccessUndenied.Replays;

/// <summary>A statement of a proposed policy with the exemptions by which recorded calls go on to work.</summary>
public sealed class SuggestedExemption(string? policy, string? sid, IReadOnlyList<string> principals, long calls, string statement)
{
    /// <summary>The policy.</summary>
    public string? Policy { get; } = policy;

    /// <summary>The statement's name; null where it has none.</summary>
    public string? Sid { get; } = sid;

    /// <summary>Who is exempted.</summary>
    public IReadOnlyList<string> Principals { get; } = principals;

    /// <summary>How many recorded calls that keeps working.</summary>
    public long Calls { get; } = calls;

    /// <summary>The statement as JSON.</summary>
    public string Statement { get; } = statement;
}
