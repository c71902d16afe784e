namespace AccessUndenied.Policies;

/// <summary>One entry of a <c>Principal</c> or <c>NotPrincipal</c> element.</summary>
/// <param name="Type">The member it stands under, such as <c>AWS</c> or <c>Service</c>; <c>*</c> for the bare <c>"*"</c>; empty for any other bare text.</param>
/// <param name="Value">The text.</param>
public sealed record PrincipalEntry(string Type, string Value)
{
    /// <summary>Whether it names everybody.</summary>
    public bool IsEverybody => Value == "*" && Type is "*" or "AWS" && Value == "*";
}
