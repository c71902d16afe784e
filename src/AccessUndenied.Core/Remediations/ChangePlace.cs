namespace AccessUndenied.Remediations;

/// <summary>Where a change really has to be made.</summary>
/// <param name="Target">What to attach to or to change; null where nothing can be named.</param>
/// <param name="Advice">What is to be known about it, in one sentence; null when nothing is.</param>
/// <param name="HoldsOnePolicy">Whether it has room for one inline policy, so that a new statement joins the one that is there.</param>
public sealed record ChangePlace(string? Target, string? Advice = null, bool HoldsOnePolicy = false)
{
    /// <summary>Whether single statements of a policy there can be replaced; false where they can only be added and taken away one by one.</summary>
    public bool ReplacesStatements { get; init; } = true;
}
