using AccessUndenied.Aws.Events.Trails;

namespace AccessUndenied.Cli.Commands;

/// <summary>What of a trail is read, and how.</summary>
internal sealed record TrailChoice
{
    /// <summary>All of it.</summary>
    public static TrailChoice All { get; } = new();

    /// <summary>Times, accounts and regions.</summary>
    public TrailRange Range { get; init; } = TrailRange.All;

    /// <summary>The file that keeps what was found; null for none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Whether the caller pays for the requests to a bucket that demands it.</summary>
    public bool PaysForRequests { get; init; }
}
