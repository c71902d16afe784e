namespace AccessUndenied.RuleIndex;

/// <summary>One row of a page of the rule book.</summary>
/// <param name="Id">Such as <c>SAME-20</c>.</param>
/// <param name="Page">The file in docs/rules, such as <c>evaluation.md</c>.</param>
/// <param name="Text">What holds.</param>
/// <param name="Status">How sure it is, in the words of docs/rules/README.md.</param>
/// <param name="Source">Links, or why there is none.</param>
internal sealed record Rule(string Id, string Page, string Text, string Status, string Source)
{
    /// <summary>The first part of the id, such as <c>SAME</c>.</summary>
    public string Prefix => Id[..Id.IndexOf('-', StringComparison.Ordinal)];

    /// <summary>Whether code and cases need not mention it.</summary>
    public bool IsBackground => Status.EndsWith(", background", StringComparison.Ordinal);

    /// <summary>What a link to it names after <c>#</c>.</summary>
#pragma warning disable CA1308 // an anchor is lower case
    public string Anchor => Id.ToLowerInvariant();
#pragma warning restore CA1308
}
