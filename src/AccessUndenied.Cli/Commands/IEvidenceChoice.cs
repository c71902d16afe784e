namespace AccessUndenied.Cli.Commands;

/// <summary>What tells how things were when events happened.</summary>
internal interface IEvidenceChoice
{
    /// <summary>The events: files, folders, parts of buckets, or <c>-</c> for stdin; they are evidence too.</summary>
    IReadOnlyList<string> Sources { get; }

    /// <summary>What of them is read.</summary>
    TrailChoice Trail { get; }

    /// <summary>The trails that are read as evidence alone.</summary>
    IReadOnlyList<string> Evidence { get; }

    /// <summary>Whether requests are decided by the policies of their moment, where their history is at hand; else by those of now.</summary>
    bool PoliciesAtEvent { get; }

    /// <summary>The snapshots whose versions are read from Git.</summary>
    IReadOnlyList<string> CommittedSnapshots { get; }

    /// <summary>Where the policies come from.</summary>
    PolicyChoice Policies { get; }
}
