namespace AccessUndenied.Replays;

/// <summary>How a recorded call ended.</summary>
public enum CallOutcome
{
    /// <summary>It succeeded: everything it needed was allowed.</summary>
    Succeeded,

    /// <summary>It was denied: something it needed was not allowed.</summary>
    Denied,

    /// <summary>It failed for another reason, which tells nothing of what policies said.</summary>
    Failed,
}
