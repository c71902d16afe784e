using System.Text.Json;

namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>The entries of a <c>Principal</c> or <c>NotPrincipal</c>: a map key (empty for a bare string) and a text.</summary>
internal sealed record PlainPrincipals(IReadOnlyList<(string Kind, string Value)> Entries)
{
    internal static PlainPrincipals? Read(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return new PlainPrincipals([("", value.GetString()!)]);
        }
        if (value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }
        var entries = new List<(string, string)>();
        var kinds = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in value.EnumerateObject())
        {
            string[] known = ["AWS", "Service", "Federated", "CanonicalUser"];
            var kind = known.FirstOrDefault(name => name.Equals(member.Name, StringComparison.OrdinalIgnoreCase));
            if (kind is null || !kinds.Add(kind) || PlainStatement.Strings(member.Value) is not { } values)
            {
                return null;
            }
            entries.AddRange(values.Select(text => (kind, text)));
        }
        return new PlainPrincipals(entries);
    }

    // PRIN-01 and PRIN-02
    internal bool NamesEverybody => Entries.Any(IsEverybody);

    internal static bool IsEverybody((string Kind, string Value) entry) => entry is { Value: "*", Kind: "" or "AWS" };
}
