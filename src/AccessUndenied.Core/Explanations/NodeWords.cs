using AccessUndenied.Policies;

namespace AccessUndenied.Explanations;

/// <summary>How sentences call a level of an organization, such as <c>OU 'Workloads' (ou-ab12-11111111)</c>.</summary>
internal static class NodeWords
{
    public static string Of(PolicyNode? node) => node is null ? "a level of the organization" : Of(node.Id, node.Name);

    private static string Of(string id, string? name)
    {
        var kind = KindOf(id);
        var named = name is { Length: > 0 } && name != id ? $"'{name}' ({id})" : kind.Length == 0 ? $"'{id}'" : id;
        return kind.Length == 0 ? named : $"{kind} {named}";
    }

    // The shape of an id is all that tells a root from a unit: a list of levels may start anywhere.
    private static string KindOf(string id)
    {
        if (id.StartsWith("r-", StringComparison.Ordinal))
        {
            return "root";
        }

        return id.StartsWith("ou-", StringComparison.Ordinal) ? "OU" : id.Length > 0 && id.All(char.IsAsciiDigit) ? "account" : "";
    }
}
