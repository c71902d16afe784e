using System.Globalization;
using AccessUndenied.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Remediations;

/// <summary>Reads off a condition what a call would need for it to hold, or not to hold.</summary>
internal static class WishReader
{
    /// <summary>What makes <paramref name="condition"/> hold; null where nothing that can be said does.</summary>
    public static CallerWish? ToHold(Condition condition, ContextValue value)
    {
        var (key, test) = (condition.Key, condition.Operator);
        if (test.IsNull)
        {
            return new(key, [], isAbsent: WantsAbsent(condition));
        }

        if (test.IsNegated)
        {
            return value.IsAbsent ? null : new(key, [], isAbsent: true);
        }

        return BoundsOf(condition, within: true) is { Count: > 0 } values ? new(key, values) { Bound = SideOf(condition, within: true) } : null;
    }

    /// <summary>What keeps <paramref name="condition"/> from holding.</summary>
    public static CallerWish? NotToHold(Condition condition)
    {
        var (key, test) = (condition.Key, condition.Operator);
        if (test.IsNull)
        {
            return new(key, [], isAbsent: !WantsAbsent(condition));
        }

        if (test.IsNegated)
        {
            return condition.Values.Count > 0 ? new(key, condition.Values) : null;
        }

        if (IsBool(condition))
        {
            return condition.Values is [var text] && bool.TryParse(text, out var flag) ? new(key, [flag ? "false" : "true"]) : null;
        }

        if (IsOrdered(condition))
        {
            return BoundsOf(condition, within: false) is { Count: > 0 } values ? new(key, values) { Bound = SideOf(condition, within: false) } : null;
        }

        // An absent key fulfills what has IfExists or ForAllValues.
        return test.IfExists || test.Quantifier == Quantifier.ForAllValues ? null : new(key, [], isAbsent: true) { Avoided = condition.Values };
    }

    /// <summary>A value of the kind that <paramref name="pattern"/> describes; null where it hangs on what nobody knows.</summary>
    public static string? ExampleOf(Condition condition, string pattern, Func<string, ContextValue> lookup)
    {
        var name = condition.OperatorName;
        if (name.Contains("IpAddress", StringComparison.OrdinalIgnoreCase))
        {
            return pattern.Split('/')[0];
        }

        var text = Resolve(pattern, lookup);
        return text is null ? null
            : ReadsPatterns(condition)
                ? text.Replace("*", "", StringComparison.Ordinal).Replace('?', 'x')
                : text;
    }

    /// <summary>Whether <paramref name="condition"/> reads its values as patterns.</summary>
    public static bool ReadsPatterns(Condition condition) =>
        condition.OperatorName.Contains("Like", StringComparison.OrdinalIgnoreCase) || condition.OperatorName.Contains("Arn", StringComparison.OrdinalIgnoreCase);

    /// <summary>The text with the values of its variables; null where one is not known.</summary>
    public static string? Resolve(string pattern, Func<string, ContextValue> lookup)
    {
        for (var start = pattern.IndexOf("${", StringComparison.Ordinal); start >= 0; start = pattern.IndexOf("${", start, StringComparison.Ordinal))
        {
            var end = pattern.IndexOf('}', start);
            if (end < 0)
            {
                return null;
            }

            var key = pattern[(start + 2)..end];
            var value = key is "*" or "?" or "$" ? ContextValue.Of(key) : lookup(key);
            if (value.Count != 1)
            {
                return null;
            }

            pattern = pattern[..start] + value[0] + pattern[(end + 1)..];
            start += value[0].Length;
        }

        return pattern;
    }

    private static IReadOnlyList<string>? BoundsOf(Condition condition, bool within)
    {
        var name = condition.OperatorName;
        if (!IsOrdered(condition))
        {
            return name.Contains("Date", StringComparison.OrdinalIgnoreCase) || name.Contains("Binary", StringComparison.OrdinalIgnoreCase) ? null : condition.Values;
        }

        if (condition.Values is not [var text])
        {
            return null;
        }

        var takesBound = name.Contains("Equals", StringComparison.OrdinalIgnoreCase) == within;
        var step = SideOf(condition, within) == WishBound.AtMost ? -1 : 1;
        if (name.Contains("Date", StringComparison.OrdinalIgnoreCase))
        {
            return Instant.TryParse(text, out var time) ? [takesBound ? text : TextOf(time.Ticks + (step * TimeSpan.TicksPerSecond))] : null;
        }

        return decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var bound)
            ? [(takesBound ? bound : bound + step).ToString(CultureInfo.InvariantCulture)] : null;
    }

    private static string TextOf(long ticks) => DateTimeOffset.UnixEpoch.Ticks + ticks is var all && all >= 0 && all <= DateTimeOffset.MaxValue.Ticks
        ? new DateTimeOffset(all, TimeSpan.Zero).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "";

    private static WishBound SideOf(Condition condition, bool within) => !IsOrdered(condition) ? WishBound.Exactly
        : condition.OperatorName.Contains("Less", StringComparison.OrdinalIgnoreCase) == within ? WishBound.AtMost : WishBound.AtLeast;

    private static bool IsOrdered(Condition condition) =>
        (condition.OperatorName.Contains("Numeric", StringComparison.OrdinalIgnoreCase) || condition.OperatorName.Contains("Date", StringComparison.OrdinalIgnoreCase))
        && (condition.OperatorName.Contains("Less", StringComparison.OrdinalIgnoreCase) || condition.OperatorName.Contains("Greater", StringComparison.OrdinalIgnoreCase));

    private static bool IsBool(Condition condition) => condition.Operator.Comparison is Conditions.BoolEquals;

    private static bool WantsAbsent(Condition condition) => condition.Values.Contains("true", StringComparer.OrdinalIgnoreCase);
}
