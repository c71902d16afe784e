namespace AccessUndenied.Aws.Policies.Live;

/// <summary>What a collection came to.</summary>
/// <param name="Accounts">How many accounts' users and roles were read.</param>
/// <param name="Resources">How many resources and endpoints were asked for.</param>
/// <param name="Nodes">How many nodes of the organization were read.</param>
/// <param name="Unavailable">What could not be read, and why, a sentence each.</param>
/// <param name="IsComplete">Whether running it again would read the same; false after faults that may pass.</param>
public sealed record CollectionSummary(int Accounts, int Resources, int Nodes, IReadOnlyList<string> Unavailable, bool IsComplete);
