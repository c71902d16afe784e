using System.Text.Json.Serialization;
using AccessUndenied.Events;
using AccessUndenied.Json;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Results;

/// <summary>An Allow that speaks of the action and failed by one element, or by two, which <see cref="Sentence"/> then says.</summary>
[JsonConverter(typeof(ResultConverter))]
[ConvertedBy(typeof(NearMissConverter))]
public sealed class NearMiss
{
    /// <summary>The layer.</summary>
    public required PolicyLayer Layer { get; init; }

    /// <summary>The policy.</summary>
    public required AttachedPolicy Policy { get; init; }

    /// <summary>The statement.</summary>
    public required Statement Statement { get; init; }

    /// <summary>The element that failed, the first of them.</summary>
    public required StatementElement Element { get; init; }

    /// <summary>What it failed by, in one sentence with both values.</summary>
    public required string Sentence { get; init; }

    /// <summary>The well-known mistake that it looks like; null when it looks like none.</summary>
    public Note? Hint { get; internal init; }

    /// <summary>The condition key that the statement hangs on and whose value nobody knows; null where the statement certainly does not apply.</summary>
    /// <remarks>Such a statement allows the request with the right value, so that a wrong one is perhaps the whole cause.</remarks>
    public string? UnknownKey { get; internal init; }
}
