using System.Text.Json.Serialization;
using AccessUndenied.Json;

namespace AccessUndenied.Requests;

/// <summary>The provider's own record of a refusal: where it is kept, and what it tells.</summary>
[JsonConverter(typeof(ResultConverter))]
[ConvertedBy(typeof(RecordedAuthorizationConverter))]
public sealed record RecordedAuthorization
{
    /// <summary>The id by which the provider keeps the record; null where the refusal names none that can be relied on.</summary>
    public string? Id { get; init; }

    /// <summary>The Region in which it is kept; null where that is not known.</summary>
    public string? Region { get; init; }

    /// <summary>Where the record was read, such as <c>aws</c> or <c>file</c>; null where it was not.</summary>
    public string? Source { get; init; }

    /// <summary>Why it was not read, or what is missing of it, a sentence; null where all of it was read.</summary>
    public string? Why { get; init; }

    /// <summary>The permission that was missing for what was not read; null where something else was in the way; not written with results.</summary>
    public string? MissingPermission { get; init; }

    /// <summary>What the provider decided, a request each; empty where the record was not read.</summary>
    public IReadOnlyList<RecordedEvaluation> Evaluations { get; init; } = [];

    /// <summary>The policies that the provider looked at, as they were; empty where the record was not read, and not written with results.</summary>
    public IReadOnlyList<RecordedPolicy> Policies { get; init; } = [];
}
