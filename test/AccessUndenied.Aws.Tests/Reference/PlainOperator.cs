namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>A condition operator taken apart: <c>ForAllValues:StringNotLikeIfExists</c>.</summary>
/// <param name="Comparison">The positive comparison behind it.</param>
/// <param name="Negated">Whether it is the negation of that comparison.</param>
/// <param name="Set">ForAllValues, ForAnyValue or nothing.</param>
/// <param name="IfExists">Whether an absent key satisfies it.</param>
internal sealed record PlainOperator(string Comparison, bool Negated, string Set, bool IfExists)
{
    // OP-01 to OP-17: the operator, and the positive comparison that a negated one negates.
    private static readonly Dictionary<string, (string Comparison, bool Negated)> s_operators = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StringEquals"] = ("StringEquals", false),
        ["StringNotEquals"] = ("StringEquals", true),
        ["StringEqualsIgnoreCase"] = ("StringEqualsIgnoreCase", false),
        ["StringNotEqualsIgnoreCase"] = ("StringEqualsIgnoreCase", true),
        ["StringLike"] = ("StringLike", false),
        ["StringNotLike"] = ("StringLike", true),
        ["NumericEquals"] = ("NumericEquals", false),
        ["NumericNotEquals"] = ("NumericEquals", true),
        ["NumericLessThan"] = ("NumericLessThan", false),
        ["NumericLessThanEquals"] = ("NumericLessThanEquals", false),
        ["NumericGreaterThan"] = ("NumericGreaterThan", false),
        ["NumericGreaterThanEquals"] = ("NumericGreaterThanEquals", false),
        ["DateEquals"] = ("DateEquals", false),
        ["DateNotEquals"] = ("DateEquals", true),
        ["DateLessThan"] = ("DateLessThan", false),
        ["DateLessThanEquals"] = ("DateLessThanEquals", false),
        ["DateGreaterThan"] = ("DateGreaterThan", false),
        ["DateGreaterThanEquals"] = ("DateGreaterThanEquals", false),
        ["Bool"] = ("Bool", false),
        ["BinaryEquals"] = ("BinaryEquals", false),
        ["IpAddress"] = ("IpAddress", false),
        ["NotIpAddress"] = ("IpAddress", true),
        ["ArnEquals"] = ("ArnLike", false),
        ["ArnLike"] = ("ArnLike", false),
        ["ArnNotEquals"] = ("ArnLike", true),
        ["ArnNotLike"] = ("ArnLike", true),
        ["Null"] = ("Null", false),
    };

    internal bool IsText => Comparison.StartsWith("String", StringComparison.Ordinal) || Comparison == "ArnLike";

    internal static IEnumerable<string> Names => s_operators.Keys;

    internal static PlainOperator? Parse(string text)
    {
        var set = "";
        foreach (var prefix in new[] { "ForAllValues", "ForAnyValue" })
        {
            if (text.StartsWith(prefix + ":", StringComparison.OrdinalIgnoreCase))
            {
                set = prefix;
                text = text[(prefix.Length + 1)..];
                break;
            }
        }
        var ifExists = text.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase);
        var name = ifExists ? text[..^"IfExists".Length] : text;
        if (!s_operators.TryGetValue(name, out var known) || (ifExists && known.Comparison == "Null")) // COND-27
        {
            return null;
        }
        return new PlainOperator(known.Comparison, known.Negated, set, ifExists);
    }
}
