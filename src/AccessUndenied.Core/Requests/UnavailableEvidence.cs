using System.Text.Json.Serialization;
using AccessUndenied.Json;

namespace AccessUndenied.Requests;

/// <summary>Something that had a say and could not be read.</summary>
/// <param name="Layer">The layer that is unknown without it; null when none is.</param>
/// <param name="What">What it is, for people, such as <c>resource policy of arn:aws:s3:::bucket</c>; programs go by <see cref="Kind"/> and <see cref="Target"/>.</param>
/// <param name="Why">Why it could not be read, and what would have made it readable.</param>
[JsonConverter(typeof(ResultConverter))]
[ConvertedBy(typeof(UnavailableEvidenceConverter))]
public sealed record UnavailableEvidence(PolicyLayer? Layer, string What, string Why)
{
    /// <summary>What kind of thing it is; <see cref="EvidenceKind.Other"/> where its source does not say.</summary>
    public EvidenceKind Kind { get; init; }

    /// <summary>What it is of: the ARN or id of a resource, a caller or an endpoint, or the number of an account that it concerns as a whole; null where that is not known.</summary>
    public string? Target { get; init; }

    /// <summary>The permission that was missing, such as <c>s3:GetBucketPolicy</c>; null where something else was in the way.</summary>
    public string? Permission { get; init; }
}
