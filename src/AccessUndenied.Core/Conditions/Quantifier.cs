namespace AccessUndenied.Conditions;

/// <summary>The set prefix of an operator: how several values of the request count.</summary>
public enum Quantifier
{
    /// <summary>No prefix: the request must have one value.</summary>
    None,

    /// <summary><c>ForAllValues:</c> — every value of the request must match; none at all does.</summary>
    ForAllValues,

    /// <summary><c>ForAnyValue:</c> — some value of the request must match.</summary>
    ForAnyValue,
}
