namespace AccessUndenied.Aws.Fetching;

/// <summary>Which events are to be fetched, and where they are written.</summary>
public sealed class EventFetch
{
    /// <summary>The file that the denied records are written to.</summary>
    public required string OutputPath { get; init; }

    /// <summary>The earliest time, in UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The latest time, in UTC.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Whether to look in every region that is enabled for the account, and not in the connection's alone.</summary>
    public bool AllRegions { get; init; }
}
