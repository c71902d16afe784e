using System.Text.Json;
using AccessUndenied.Aws.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>One member of a snapshot's <c>AuthorizationDetails</c>: what AWS recorded of one refusal, or why that could not be had.</summary>
/// <remarks>
/// Shape: <c>{"Details": {…}, "Policies": {"URI": {…}}, "Why": "…"}</c>; without <c>Details</c>, there is only the reason, and <c>"IsLoss": true</c> where the
/// record may have been there.
/// </remarks>
internal static class AuthorizationEntry
{
    public const string Details = "Details";
    public const string Policies = "Policies";
    public const string Why = "Why";
    public const string IsLoss = "IsLoss";
    public const string Permission = "Permission";

    /// <summary>What <paramref name="utf8"/> tells, which was read in <paramref name="source"/>.</summary>
    public static AuthorizationDetailsLookup Read(ReadOnlyMemory<byte> utf8, string source)
    {
        using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = SnapshotFile.MaxDepth });
        var entry = document.RootElement;
        var permission = ParameterReader.TextOf(ParameterReader.Find(entry, Permission));
        var why = ParameterReader.TextOf(ParameterReader.Find(entry, Why));
        var details = ParameterReader.Find(entry, Details);
        if (details.ValueKind != JsonValueKind.Object)
        {
            return new AuthorizationDetailsLookup.Unavailable(why ?? SnapshotMessages.NoAuthorizationDetails)
            {
                IsLoss = ParameterReader.Find(entry, IsLoss).ValueKind == JsonValueKind.True,
                Permission = permission,
            };
        }

        var policies = ParameterReader.Find(entry, Policies) is { ValueKind: JsonValueKind.Object } texts
            ? texts.EnumerateObject().Where(member => ParameterReader.NameOf(member) is not null)
                .GroupBy(member => member.Name, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Last().Value, StringComparer.Ordinal)
            : [];
        return AuthorizationDetailsRecord.TryRead(details, policies, why, out var read, out var problem)
            ? new AuthorizationDetailsLookup.Found(read with { MissingPermission = read.Why is null ? null : permission }, source)
            : new AuthorizationDetailsLookup.Unavailable(RequestMessages.AuthorizationUnreadable(problem)) { IsLoss = true };
    }
}
