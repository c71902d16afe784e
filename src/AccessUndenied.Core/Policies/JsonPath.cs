using System.Text;

namespace AccessUndenied.Policies;

/// <summary>Where in a document a statement, one of its elements or a part of that stands; becomes text only where something is said of it.</summary>
/// <param name="Statement">The statement's index; -1 where it is the only one and no array holds it.</param>
/// <param name="Element">The element of the statement.</param>
/// <param name="Part">The member of the element.</param>
/// <param name="Detail">The member of that.</param>
/// <param name="Item">The index in the array there; -1 for none.</param>
internal readonly record struct JsonPath(int Statement, string? Element = null, string? Part = null, string? Detail = null, int Item = -1)
{
    // Every statement keeps its path.
    private static readonly string[] s_statements = [.. Enumerable.Range(0, 64).Select(index => $"$.Statement[{index}]")];

    /// <summary>The innermost name.</summary>
    public string Last => Detail ?? Part ?? Element ?? "Statement";

    /// <summary>The member <paramref name="name"/> of what stands here.</summary>
    public JsonPath Member(string name) =>
        Element is null ? this with { Element = name } : Part is null ? this with { Part = name } : this with { Detail = name };

    /// <summary>The item <paramref name="index"/> of the array here.</summary>
    public JsonPath At(int index) => this with { Item = index };

    /// <inheritdoc/>
    public override string ToString()
    {
        if (this is { Element: null, Item: < 0 })
        {
            return OfStatement(Statement);
        }

        var text = new StringBuilder(OfStatement(Statement));
        foreach (var name in (ReadOnlySpan<string?>)[Element, Part, Detail])
        {
            if (name is not null)
            {
                text.Append('.').Append(name);
            }
        }

        return Item < 0 ? text.ToString() : text.Append('[').Append(Item).Append(']').ToString();
    }

    private static string OfStatement(int index) =>
        index < 0 ? "$.Statement" : index < s_statements.Length ? s_statements[index] : $"$.Statement[{index}]";
}
