namespace AccessUndenied.Results;

/// <summary>A principal, action or resource of a <see cref="Finding"/>, and how many of its events name it.</summary>
/// <param name="Name">The identifier, as the requests have it.</param>
/// <param name="Count">In how many events.</param>
public readonly record struct FindingMember(string Name, int Count);
