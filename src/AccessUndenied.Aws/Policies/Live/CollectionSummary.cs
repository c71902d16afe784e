namespace AccessUndenied.Aws.Policies.Live;

/// <summary>What a collection came to.</summary>
public sealed class CollectionSummary
{
    internal CollectionSummary(int accounts, int resources, int nodes, IReadOnlyList<string> unavailable, bool isComplete)
    {
        Accounts = accounts;
        Resources = resources;
        Nodes = nodes;
        Unavailable = unavailable;
        IsComplete = isComplete;
    }

    /// <summary>How many accounts' users and roles were read.</summary>
    public int Accounts { get; }

    /// <summary>How many resources and endpoints were asked for.</summary>
    public int Resources { get; }

    /// <summary>How many nodes of the organization were read.</summary>
    public int Nodes { get; }

    /// <summary>What could not be read, and why, a sentence each.</summary>
    public IReadOnlyList<string> Unavailable { get; }

    /// <summary>Whether running it again would read the same; false after faults that may pass.</summary>
    public bool IsComplete { get; }
}
