namespace AccessUndenied.Aws.Fetching;

/// <summary>What fetching events came to.</summary>
public sealed class EventFetchSummary
{
    internal EventFetchSummary(long seen, long denied, IReadOnlyList<string> regions, IReadOnlyList<string> failures)
    {
        Seen = seen;
        Denied = denied;
        Regions = regions;
        Failures = failures;
    }

    /// <summary>How many events CloudTrail had.</summary>
    public long Seen { get; }

    /// <summary>How many of them were written.</summary>
    public long Denied { get; }

    /// <summary>The regions that were looked in.</summary>
    public IReadOnlyList<string> Regions { get; }

    /// <summary>The regions that could not be looked in, and why, a sentence each.</summary>
    public IReadOnlyList<string> Failures { get; }
}
