namespace AccessUndenied.Aws.Events.Trails;

/// <summary>What a <see cref="TrailPass"/> kept of an object.</summary>
/// <param name="Denials">Its denials, and what was wrong with it, in order.</param>
/// <param name="Summary">What its reading came to.</param>
/// <param name="PassedOver">Why there is no CloudTrail in it; null where there is.</param>
/// <param name="Length">Its length.</param>
/// <param name="Stamp">What changes with its content.</param>
internal sealed record PassedObject(IReadOnlyList<KeptDenial> Denials, ReadSummary Summary, string? PassedOver, long? Length, string? Stamp);
