using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.History;

/// <summary>One call that changed policies.</summary>
internal sealed record WriteEvent
{
    public required DateTimeOffset Time { get; init; }

    public required string EventId { get; init; }

    /// <summary>What tells copies of one event in several trails from other events.</summary>
    public required string Identity { get; init; }

    public required string Actor { get; init; }

    public required string Action { get; init; }

    public required string Account { get; init; }

    public required string Region { get; init; }

    public required PolicyLayer Layer { get; init; }

    public required string Target { get; init; }

    public string? PolicyName { get; init; }

    public required IReadOnlyList<SlotChange> Changes { get; init; }

    /// <summary>Its place among all, by time.</summary>
    public int Order { get; set; }
}
