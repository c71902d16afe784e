namespace AccessUndenied.Conditions;

/// <summary>The set prefix of an operator: how several values of the request count.</summary>
internal enum Quantifier
{
    None,
    ForAllValues,
    ForAnyValue,
}
