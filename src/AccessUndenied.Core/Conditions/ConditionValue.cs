namespace AccessUndenied.Conditions;

/// <summary>One value of a condition, as the policy has it and as its operator reads it.</summary>
/// <param name="Pattern">The text, with wildcards and variables where the operator knows them.</param>
/// <param name="Parsed">What the operator made of the text; null where it made nothing of it.</param>
internal sealed record ConditionValue(TextPattern Pattern, object? Parsed = null)
{
    public string Text => Pattern.Text;
}
