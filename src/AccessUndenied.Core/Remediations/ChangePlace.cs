namespace AccessUndenied.Remediations;

/// <summary>Where a change really has to be made.</summary>
public sealed class ChangePlace(string? target, string? advice = null, bool holdsOnePolicy = false)
{
    /// <summary>What to attach to or to change; null where nothing can be named.</summary>
    public string? Target { get; } = target;

    /// <summary>What is to be known about it, in one sentence; null when nothing is.</summary>
    public string? Advice { get; } = advice;

    /// <summary>Whether it has room for one inline policy, so that a new statement joins the one that is there.</summary>
    public bool HoldsOnePolicy { get; } = holdsOnePolicy;

    /// <summary>Whether single statements of a policy there can be replaced; false where they can only be added and taken away one by one.</summary>
    public bool ReplacesStatements { get; init; } = true;
}
