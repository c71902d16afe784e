namespace AccessUndenied.Remediations;

/// <summary>What takes the place of a Deny that gives up a request.</summary>
/// <param name="Statements">The statements, the first of which replaces the Deny; none where it cannot be written.</param>
/// <param name="Frees">What they no longer deny, where that is more than the request; null where it is that alone.</param>
internal sealed record NarrowedDeny(IReadOnlyList<string> Statements, string? Frees = null)
{
    /// <summary>It cannot be written.</summary>
    public static NarrowedDeny None { get; } = new([]);
}
