using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Events;

/// <summary>What is known of a call that no record was read of: what it lacks is not known, rather than absent.</summary>
internal sealed record ToldCall
{
    /// <summary>The action that was given by hand; null where the sentence or the operation tells it.</summary>
    internal string? Action { get; init; }

    /// <summary>The resource; null where the sentence names it, or nothing does.</summary>
    internal string? Resource { get; init; }

    /// <summary>Whether the resource was given by hand, rather than read beside the sentence.</summary>
    internal bool IsResourceGiven { get; init; }

    /// <summary>Whether the text has another refusal in the middle of this one's resource, or this one in that of another.</summary>
    internal bool IsNested { get; init; }

    /// <summary>What is missing, with the way out.</summary>
    internal IReadOnlyList<UnavailableEvidence> Unavailable { get; init; } = [];
}
