using System.Net;
using System.Text;
using System.Text.Json;
using AccessUndenied.Conditions;

namespace AccessUndenied.Remediations.Opening;

/// <summary>Conditions as texts, and what one says of another.</summary>
internal static class ConditionText
{
    private static readonly (string Negated, string Positive)[] s_opposites =
    [
        ("StringNotEquals", "StringEquals"),
        ("StringNotEqualsIgnoreCase", "StringEqualsIgnoreCase"),
        ("StringNotLike", "StringLike"),
        ("NumericNotEquals", "NumericEquals"),
        ("DateNotEquals", "DateEquals"),
        ("NotIpAddress", "IpAddress"),
        ("ArnNotEquals", "ArnEquals"),
        ("ArnNotLike", "ArnLike"),
    ];

    /// <summary>The condition, such as <c>StringEquals aws:SourceAccount 123456789012</c>; several values as a JSON list.</summary>
    public static string Of(Condition condition) => $"{condition.OperatorName} {condition.Key} {ListOf(condition.Values)}";

    /// <summary>One plain value as it is, everything else as a JSON list.</summary>
    public static string ListOf(IReadOnlyList<string> values)
    {
        if (values is [{ Length: > 0 } only] && !only.AsSpan().ContainsAny(" \t\r\n[]\"()'\\,") && !only.Any(char.IsControl))
        {
            return only;
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, DocumentEditor.Options))
        {
            writer.WriteStartArray();
            foreach (var value in values)
            {
                writer.WriteStringValue(value);
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>The condition that holds wherever <paramref name="condition"/> does not; null where no single one does.</summary>
    public static Condition? Opposite(Condition condition)
    {
        var given = condition.Operator;
        if (given.IsNull)
        {
            return condition.Values is [var only] && bool.TryParse(only, out var absent) ? condition.With(given, [absent ? "false" : "true"]) : null;
        }

        // An absent key fulfills a negated operator with or without IfExists, and fails a positive one.
        if (given.Quantifier != Quantifier.None || (given.IfExists && !given.IsNegated))
        {
            return null;
        }

        var name = given.IfExists ? given.Name[..^"IfExists".Length] : given.Name;
        foreach (var (negated, positive) in s_opposites)
        {
            var other = name.Equals(negated, StringComparison.OrdinalIgnoreCase) ? positive : name.Equals(positive, StringComparison.OrdinalIgnoreCase) ? negated : null;
            if (other is not null && ConditionOperator.TryParse(other, out var found))
            {
                return condition.With(found, condition.Values);
            }
        }

        return null;
    }

    /// <summary>Whether <paramref name="other"/> fails wherever a value of its list, which <paramref name="condition"/> has too, is met.</summary>
    public static bool RulesOut(Condition other, Condition condition) => IsOn(condition.Key, other)
        && other.Operator is { Quantifier: Quantifier.None, IsNegated: true, Comparison: { } negated }
        && condition.Operator is { Quantifier: Quantifier.None, IsNegated: false, Comparison: { } positive }
        && negated.GetType() == positive.GetType() && positive is not (NumericComparison or DateComparison);

    /// <summary>Whether a <paramref name="listing"/> of values decides <paramref name="condition"/>, value by value.</summary>
    public static bool Settles(Condition listing, Condition condition) => IsOn(listing.Key, condition)
        && (!IsOfAddresses(listing) || IsOfAddresses(condition) || condition.Operator.IsNull);

    /// <summary>Whether the condition is met by exactly the addresses that it lists, which have several spellings each.</summary>
    public static bool ListsAddresses(Condition condition) => condition.Operator is { Quantifier: Quantifier.None, IsNegated: false, IfExists: false } && IsOfAddresses(condition)
        && condition.Values.All(value => !value.Contains('/') && IPAddress.TryParse(value, out var address) && address.ToString() == value);

    /// <summary>Whether the condition is met by exactly the values that it lists.</summary>
    public static bool ListsValues(Condition condition) => condition.Operator is { Quantifier: Quantifier.None, IsNegated: false, IfExists: false, IsNull: false }
        && (condition.OperatorName.Equals("StringEquals", StringComparison.OrdinalIgnoreCase) ? condition.Values.All(value => !value.Contains("${", StringComparison.Ordinal))
            : IsPattern(condition) && condition.Values.All(value => !value.Contains("${", StringComparison.Ordinal) && !value.AsSpan().ContainsAny('*', '?')));

    private static bool IsOn(string key, Condition condition) => condition.Key.Equals(key, StringComparison.OrdinalIgnoreCase);

    private static bool IsOfAddresses(Condition condition) => condition.Operator.Comparison is IpAddressInRange;

    private static bool IsPattern(Condition condition) =>
        condition.OperatorName.Equals("StringLike", StringComparison.OrdinalIgnoreCase)
        || ((condition.OperatorName.Equals("ArnEquals", StringComparison.OrdinalIgnoreCase) || condition.OperatorName.Equals("ArnLike", StringComparison.OrdinalIgnoreCase))
            && condition.Values.All(value => value.Count(c => c == ':') >= 5));
}
