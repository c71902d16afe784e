using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Remediations;

/// <summary>What the caller can do about a condition that stands in the way, without any policy being changed.</summary>
internal sealed class CallerSteps
{
    private readonly IPolicyDialect _dialect;
    private readonly AuthorizationRequest _request;
    private readonly PolicySet _policies;

    public CallerSteps(IPolicyDialect dialect, AuthorizationRequest request, PolicySet policies)
    {
        _dialect = dialect;
        _request = request;
        _policies = policies;
    }

    /// <summary>One way to meet all of <paramref name="failing"/>, which bind an Allow; null where one of them cannot be met by a caller.</summary>
    public RemedyStep? ToMeet(PolicyLayer layer, AttachedPolicy policy, Statement statement, IReadOnlyList<Condition> failing)
    {
        var parts = new List<(CallerWay Way, IReadOnlyList<KeyValuePair<string, ContextValue>> Sets, bool IsKnown)>();
        foreach (var condition in failing)
        {
            if (WishReader.ToHold(condition, Lookup(condition.Key)) is not { } wish || Part(layer, condition, wish, statement) is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }

        return parts.Count == 0 ? null : Join(parts, RemedyMessages.DemandedBy(layer, policy, statement, isDeny: false)) with
        {
            Demands = [.. failing.Select(condition => new WrittenCondition(condition.OperatorName, condition.Key, condition.Values, IsAsWritten: true))],
        };
    }

    /// <summary>The ways to keep a Deny from applying, one for each of its conditions that a caller can meet.</summary>
    public IEnumerable<RemedyStep> ToEscape(PolicyLayer layer, AttachedPolicy policy, Statement statement)
    {
        foreach (var condition in statement.ConditionArray)
        {
            if (WishReader.NotToHold(condition) is { } wish && Part(layer, condition, wish, statement, escapesDeny: true) is { } part)
            {
                yield return Join([part], RemedyMessages.DemandedBy(layer, policy, statement, isDeny: true));
            }
        }
    }

    public ContextValue Lookup(string key)
    {
        if (!_request.Context.TryGet(key, out var value))
        {
            _policies.Facts.TryGet(key, out value);
        }

        return value;
    }

    private (CallerWay Way, IReadOnlyList<KeyValuePair<string, ContextValue>> Sets, bool IsKnown)? Part(
        PolicyLayer layer, Condition condition, CallerWish wish, Statement statement, bool escapesDeny = false)
    {
        var avoided = wish.Avoided;
        // A test for presence alone does not say which value; another one of the same key does.
        if (wish is { IsAbsent: false, Values.Count: 0 })
        {
            wish = new(wish.Key, ValuesElsewhere(wish.Key, statement));
        }

        // Several values without a set operator match nothing, whatever they are (COND-25).
        if (condition.Operator.Quantifier == Quantifier.None && !condition.Operator.IsNull && Lookup(condition.Key).Count > 1)
        {
            return null;
        }

        var possible = wish.Values.Where(value => _dialect.CanHaveValue(_request, wish.Key, WishReader.ExampleOf(condition, value, Lookup) ?? value)).ToList();
        if (possible.Count == 0 && wish.Values.Count > 0)
        {
            return null;
        }

        wish = new(wish.Key, Resolved(possible), wish.IsAbsent) { Avoided = Resolved(avoided), Bound = wish.Bound, EscapesDeny = escapesDeny, ArePatterns = WishReader.ReadsPatterns(condition) };
        if (_dialect.WayOf(_request, layer, wish) is not { } way)
        {
            return null;
        }

        if (wish.IsAbsent)
        {
            return (way, [new(condition.Key, WithoutAvoided(condition, wish)), .. way.AlsoSets], true);
        }

        // Where any value would do, any value shows it.
        return (wish.Values.Count == 0 ? ContextValue.Of(way.Default ?? "any") : ExampleOf(condition, wish)) is { } value
            ? (way, [new(condition.Key, value), .. way.AlsoSets], true)
            : (way, way.AlsoSets, false);
    }

    private IReadOnlyList<string> Resolved(IReadOnlyList<string> values) => [.. values.Select(value => WishReader.Resolve(value, Lookup) ?? value)];

    // Of several values those may stay that the condition does not name.
    private ContextValue WithoutAvoided(Condition condition, CallerWish wish)
    {
        var present = Lookup(condition.Key);
        if (condition.Operator.Quantifier != Quantifier.ForAnyValue || !present.IsKnown || wish.Avoided.Count == 0)
        {
            return ContextValue.Absent;
        }

        var isPattern = condition.OperatorName.Contains("Like", StringComparison.OrdinalIgnoreCase);
        var avoided = wish.Avoided.Select(value => TextPattern.Compile(value, wildcards: isPattern, variables: false)).ToList();
        var kept = present.ToList().Where(item => !avoided.Exists(pattern => pattern.MatchesLiteral(item))).ToArray();
        return kept.Length > 0 ? ContextValue.Of(kept) : ContextValue.Absent;
    }

    private ContextValue? ExampleOf(Condition condition, CallerWish wish)
    {
        var present = Lookup(condition.Key);
        if (condition.Operator.Quantifier == Quantifier.ForAllValues && present.IsKnown)
        {
            var kept = present.ToList().Where(item => wish.Values.Any(value => TextPattern.Compile(value, wildcards: true, variables: false).MatchesLiteral(item))).ToArray();
            return kept.Length > 0 ? ContextValue.Of(kept) : ContextValue.Absent;
        }

        foreach (var pattern in wish.Values)
        {
            if (WishReader.ExampleOf(condition, pattern, Lookup) is { } value)
            {
                return condition.Operator.Quantifier == Quantifier.ForAnyValue && present.IsKnown ? ContextValue.Of([.. present.ToList(), value]) : ContextValue.Of(value);
            }
        }

        return null;
    }

    private IReadOnlyList<string> ValuesElsewhere(string key, Statement statement)
    {
        var found = new List<string>();
        PolicySubset.Map(_policies, policy =>
        {
            foreach (var other in policy.Document?.StatementArray ?? [])
            {
                foreach (var condition in other.ConditionArray)
                {
                    var names = condition.Key.Equals(key, StringComparison.OrdinalIgnoreCase) && !condition.Operator.IsNull
                        && condition.Operator.IsNegated == (other.Effect == Effect.Deny) && other.Actions?.Covers(_request.Action) == true;
                    if (names && !ReferenceEquals(other, statement))
                    {
                        found.AddRange(condition.Values);
                    }
                }
            }

            return policy;
        });
        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    private static RemedyStep Join(
        List<(CallerWay Way, IReadOnlyList<KeyValuePair<string, ContextValue>> Sets, bool IsKnown)> parts, string demandedBy) => new(RemediationKind.CallerChange)
        {
            Words = string.Join(", and ", parts.Select(part => part.Way.Words).Distinct(StringComparer.Ordinal)) + demandedBy,
            Sets = [.. parts.SelectMany(part => part.Sets)],
            Page = parts.Select(part => part.Way.Page).FirstOrDefault(page => page is not null),
            CanBeSimulated = parts.TrueForAll(part => part.IsKnown && part.Way.CanBeSimulated),
            IsOfAnotherCaller = parts.Exists(part => part.Way.IsOfAnotherCaller),
            IsForAnotherThing = parts.Exists(part => part.Way.IsForAnotherThing),
            ChangesAccess = parts.Exists(part => part.Way.ChangesAccess),
            Warnings = [.. parts.SelectMany(part => part.Way.Warnings).Distinct()],
        };
}
