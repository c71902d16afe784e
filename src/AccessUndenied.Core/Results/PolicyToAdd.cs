namespace AccessUndenied.Results;

/// <summary>A policy that is missing.</summary>
/// <param name="AttachmentTarget">What it is to be attached to; null where nothing can be named.</param>
/// <param name="PolicyJson">The policy as JSON.</param>
public sealed record PolicyToAdd(string? AttachmentTarget, string PolicyJson);
