using System.Text.Json.Serialization;
using AccessUndenied.Json;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Results;

/// <summary>What one layer decided, and by which statements.</summary>
[JsonConverter(typeof(ResultConverter))]
[ConvertedBy(typeof(LayerResultConverter))]
public sealed class LayerResult
{
    /// <summary>The layer; a role's trust policy is <see cref="PolicyLayer.RoleTrust"/>.</summary>
    public required PolicyLayer Layer { get; init; }

    /// <summary>Its decision on its own.</summary>
    public required Decision Decision { get; init; }

    /// <summary>The statements that made the decision: the denies, else the allows; those that perhaps apply where it is indeterminate.</summary>
    public IReadOnlyList<StatementTrace> DecidingStatements { get; init; } = [];

    /// <summary>Every statement that was looked at, in order; only where a full trace was asked for.</summary>
    public IReadOnlyList<StatementTrace> Statements { get; init; } = [];

    /// <summary>The first node of the organization that lacks an allow; null when none does.</summary>
    public PolicyNode? NodeWithoutAllow { get; init; }

    /// <summary>Whether this layer, on its own, keeps the request from being allowed.</summary>
    public bool Blocks { get; init; }

    /// <summary>A reason that is no statement, such as a setting of the resource; null when statements decided.</summary>
    public string? Reason { get; init; }
}
