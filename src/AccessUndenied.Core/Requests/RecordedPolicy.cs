namespace AccessUndenied.Requests;

/// <summary>A policy that the provider looked at when it refused a request, as it was then.</summary>
/// <remarks>Its text may be shortened to what mattered for the request: it explains that refusal, and is never to be written back.</remarks>
public sealed class RecordedPolicy
{
    /// <summary>Its identifier in the record: an ARN, or a name that nothing else knows.</summary>
    public required string Id { get; init; }

    /// <summary>The kind of policy; null where the record does not tell, or in words that are not known here.</summary>
    public PolicyLayer? Layer { get; init; }

    /// <summary>Whether it stands in what it is attached to, so that <see cref="Id"/> is known to the record alone.</summary>
    public bool IsInline { get; init; }

    /// <summary>What it was attached to; empty where the record does not tell.</summary>
    public IReadOnlyList<RecordedTarget> AttachedTo { get; init; } = [];

    /// <summary>The document, JSON; null where it was not read.</summary>
    public string? DocumentJson { get; init; }
}
