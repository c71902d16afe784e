using System.Text.Json.Nodes;

namespace AccessUndenied.Aws.Tests.Replays;

/// <summary>One recorded call of a generated world: its record, and the same request in the words of the second evaluator.</summary>
/// <param name="Id">The record's id.</param>
/// <param name="Role">The role whose session called.</param>
/// <param name="Action">The action.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Context">The condition keys that the record and the snapshot tell.</param>
/// <param name="Unknown">The condition keys that nobody can know.</param>
/// <param name="Endpoint">The endpoint that it came through; null for none.</param>
/// <param name="Record">The record.</param>
internal sealed record WorldCall(
    string Id, string Role, string Action, string Resource, JsonObject Context, IReadOnlyList<string> Unknown, string? Endpoint, JsonObject Record);
