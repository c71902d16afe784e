namespace AccessUndenied.Aws.Policies.Live;

/// <summary>How far a collection has come.</summary>
/// <param name="What">What is being read, for people, such as <c>users and roles of account 123456789012</c>.</param>
/// <param name="Done">How many items of it were read.</param>
/// <param name="Total">How many there are; null while nobody knows.</param>
public sealed record CollectionProgress(string What, int Done, int? Total);
