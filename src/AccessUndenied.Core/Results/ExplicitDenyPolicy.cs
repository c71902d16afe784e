namespace AccessUndenied.Results;

/// <summary>A statement that denies.</summary>
/// <param name="PolicyId">The policy's identifier; null when it has none.</param>
/// <param name="PolicyName">The policy's name; null when it has none.</param>
/// <param name="AttachmentTarget">What the policy is attached to; null when that is not known.</param>
/// <param name="StatementJson">The statement as its policy has it; null where only the error text tells of the policy.</param>
public sealed record ExplicitDenyPolicy(string? PolicyId, string? PolicyName, string? AttachmentTarget, string? StatementJson);
