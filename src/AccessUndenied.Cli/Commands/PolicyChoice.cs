using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Cli.Commands;

/// <summary>Where the policies come from, and who decides by them.</summary>
internal sealed record PolicyChoice
{
    /// <summary>The snapshots, in the order given; with none the accounts themselves are read.</summary>
    public required IReadOnlyList<string> Snapshots { get; init; }

    /// <summary>The organization's policies; null for those of the snapshots, or of AWS.</summary>
    public required string? ScpFile { get; init; }

    /// <summary>How the accounts are reached.</summary>
    public required AwsConnectionOptions Connection { get; init; }

    /// <summary>Whether an option was given that has no meaning without AWS, so that to do without it would be a surprise.</summary>
    public required bool AsksForAws { get; init; }

    /// <summary>Who decides.</summary>
    public required SimulatorChoice Simulator { get; init; }

    /// <summary>Whether nothing is asked of any network.</summary>
    public bool IsOffline => Snapshots.Count > 0;
}
