using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using AccessUndenied.Text;

namespace AccessUndenied.Conditions;

/// <summary>An operator as a policy names it: the comparison, whether it is negated, the set prefix and <c>IfExists</c>.</summary>
/// <remarks>
/// Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
/// IAM User Guide, "Condition operators"</see>.
/// </remarks>
public sealed class ConditionOperator
{
    private const string AllPrefix = "ForAllValues:";
    private const string AnyPrefix = "ForAnyValue:";
    private const string ExistsSuffix = "IfExists";

    private static readonly FrozenDictionary<string, (string Name, IConditionOperator? Comparison, bool Negated, bool Variables)> s_operators = All()
        .ToFrozenDictionary(entry => entry.Name, StringComparer.OrdinalIgnoreCase);

    // Nearly every policy spells its operators as AWS documents them; those share one instance each.
    private static readonly FrozenDictionary<string, ConditionOperator> s_asDocumented = s_operators.Keys
        .SelectMany(name => (string[])["", AllPrefix, AnyPrefix], (name, prefix) => prefix + name)
        .SelectMany(name => (string[])["", ExistsSuffix], (name, suffix) => name + suffix)
        .Select(Read).OfType<ConditionOperator>()
        .ToFrozenDictionary(known => known.Name, StringComparer.Ordinal);

    private ConditionOperator(string name, string baseName, Quantifier quantifier, bool ifExists, (IConditionOperator? Comparison, bool Negated, bool Variables) known)
    {
        Name = name;
        BaseName = baseName;
        Quantifier = quantifier;
        IfExists = ifExists;
        Comparison = known.Comparison;
        IsNegated = known.Negated;
        TakesVariables = known.Variables;
    }

    /// <summary>The name as the policy has it, such as <c>forAnyValue:stringLike</c>.</summary>
    public string Name { get; }

    /// <summary>The name without prefix and suffix, in the spelling of AWS's documentation, such as <c>StringLike</c>.</summary>
    public string BaseName { get; }

    /// <summary>Whether the comparison must fail for every value of the policy, as in <c>StringNotEquals</c>.</summary>
    public bool IsNegated { get; }

    /// <summary>How several values of the request count.</summary>
    public Quantifier Quantifier { get; }

    /// <summary>Whether an absent key fulfills the condition by the suffix <c>IfExists</c>.</summary>
    public bool IfExists { get; }

    /// <summary>Whether this is <c>Null</c>, which tests presence.</summary>
    public bool IsNull => Comparison is null;

    /// <summary>The positive comparison; null for <c>Null</c>.</summary>
    internal IConditionOperator? Comparison { get; }

    /// <summary>Whether policy variables are substituted in its values (VAR-02).</summary>
    internal bool TakesVariables { get; }

    /// <summary>The names without prefix and suffix.</summary>
    internal static IEnumerable<string> Names => s_operators.Keys;

    /// <summary>Reads <paramref name="name"/> without regard to case (COND-07); false when there is no such operator.</summary>
    public static bool TryParse(string name, [NotNullWhen(true)] out ConditionOperator? result)
    {
        ArgumentNullException.ThrowIfNull(name);
        result = s_asDocumented.TryGetValue(name, out var known) ? known : Read(name);
        return result is not null;
    }

    /// <summary>The operator that <paramref name="name"/> was probably meant to be; null when nothing is near.</summary>
    internal static string? Nearest(string name)
    {
        var quantifier = Split(name, out var rest, out var ifExists);
        if (Spelling.Nearest(rest, s_operators.Keys) is not { } near)
        {
            return null;
        }

        var prefix = quantifier switch { Quantifier.ForAllValues => AllPrefix, Quantifier.ForAnyValue => AnyPrefix, _ => "" };
        return $"{prefix}{near}{(ifExists && near != "Null" ? ExistsSuffix : "")}";
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static ConditionOperator? Read(string name)
    {
        var quantifier = Split(name, out var rest, out var ifExists);
        return !s_operators.TryGetValue(rest, out var found) || (found.Comparison is null && ifExists)
            ? null
            : new(name, found.Name, quantifier, ifExists, (found.Comparison, found.Negated, found.Variables));
    }

    private static Quantifier Split(string name, out string comparison, out bool ifExists)
    {
        var rest = name.AsSpan();
        var quantifier = rest.StartsWith(AllPrefix, StringComparison.OrdinalIgnoreCase) ? Quantifier.ForAllValues
            : rest.StartsWith(AnyPrefix, StringComparison.OrdinalIgnoreCase) ? Quantifier.ForAnyValue
            : Quantifier.None;
        rest = rest[(quantifier switch { Quantifier.ForAllValues => AllPrefix.Length, Quantifier.ForAnyValue => AnyPrefix.Length, _ => 0 })..];
        ifExists = rest.EndsWith(ExistsSuffix, StringComparison.OrdinalIgnoreCase);
        comparison = (ifExists ? rest[..^ExistsSuffix.Length] : rest).ToString();
        return quantifier;
    }

    private static IEnumerable<(string Name, IConditionOperator? Comparison, bool Negated, bool Variables)> All()
    {
        yield return ("StringEquals", new StringEquals(), false, true);
        yield return ("StringNotEquals", new StringEquals(), true, true);
        yield return ("StringEqualsIgnoreCase", new StringEqualsIgnoreCase(), false, true);
        yield return ("StringNotEqualsIgnoreCase", new StringEqualsIgnoreCase(), true, true);
        yield return ("StringLike", new StringLike(), false, true);
        yield return ("StringNotLike", new StringLike(), true, true);
        yield return ("NumericEquals", new NumericComparison(Ordering.Equal), false, false);
        yield return ("NumericNotEquals", new NumericComparison(Ordering.Equal), true, false);
        yield return ("NumericLessThan", new NumericComparison(Ordering.Less), false, false);
        yield return ("NumericLessThanEquals", new NumericComparison(Ordering.LessOrEqual), false, false);
        yield return ("NumericGreaterThan", new NumericComparison(Ordering.Greater), false, false);
        yield return ("NumericGreaterThanEquals", new NumericComparison(Ordering.GreaterOrEqual), false, false);
        yield return ("DateEquals", new DateComparison(Ordering.Equal), false, false);
        yield return ("DateNotEquals", new DateComparison(Ordering.Equal), true, false);
        yield return ("DateLessThan", new DateComparison(Ordering.Less), false, false);
        yield return ("DateLessThanEquals", new DateComparison(Ordering.LessOrEqual), false, false);
        yield return ("DateGreaterThan", new DateComparison(Ordering.Greater), false, false);
        yield return ("DateGreaterThanEquals", new DateComparison(Ordering.GreaterOrEqual), false, false);
        yield return ("Bool", new BoolEquals(), false, false);
        yield return ("BinaryEquals", new BinaryEquals(), false, false);
        yield return ("IpAddress", new IpAddressInRange(), false, false);
        yield return ("NotIpAddress", new IpAddressInRange(), true, false);
        yield return ("ArnEquals", new ArnLike(), false, true);
        yield return ("ArnLike", new ArnLike(), false, true);
        yield return ("ArnNotEquals", new ArnLike(), true, true);
        yield return ("ArnNotLike", new ArnLike(), true, true);
        yield return ("Null", null, false, false);
    }
}
