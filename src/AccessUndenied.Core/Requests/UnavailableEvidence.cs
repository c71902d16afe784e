using AccessUndenied.Requests;

namespace AccessUndenied.Requests;

/// <summary>Something that had a say and could not be read.</summary>
/// <param name="Layer">The layer that is unknown without it; null when none is.</param>
/// <param name="What">What it is, such as <c>resource policy of arn:aws:s3:::bucket</c>.</param>
/// <param name="Why">Why it could not be read, and what would have made it readable.</param>
public sealed record UnavailableEvidence(PolicyLayer? Layer, string What, string Why);
