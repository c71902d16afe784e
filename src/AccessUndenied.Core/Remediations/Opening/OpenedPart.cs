using AccessUndenied.Conditions;

namespace AccessUndenied.Remediations.Opening;

/// <summary>One part of what a change opens, while it is brought into its canonical form.</summary>
internal sealed class OpenedPart
{
    private const int MostRounds = 8;

    private OpenedPart(string principal, OpenedTo to, AccessBox box, List<AccessException> exceptions)
    {
        Principal = principal;
        To = to;
        Box = box;
        Exceptions = exceptions;
    }

    public string Principal { get; }

    public OpenedTo To { get; }

    public AccessBox Box { get; private set; }

    public List<AccessException> Exceptions { get; private set; }

    /// <summary>The part in its shortest form; null where nothing is left of it.</summary>
    public static OpenedPart? Of(string principal, OpenedTo to, AccessBox box, IEnumerable<AccessException> exceptions, Func<string, bool> isMultivalued)
    {
        var part = new OpenedPart(principal, to, box, [.. exceptions]);
        for (var round = 0; round < MostRounds; round++)
        {
            var before = part.Size;
            if (!part.TakeOutWhole() || !part.TurnConditions(isMultivalued) || !part.TakeOutValues(isMultivalued) || !part.ApplyListedValues(isMultivalued) || !part.DropWhatIsImplied())
            {
                return null;
            }

            if (part.Size == before)
            {
                break;
            }
        }

        part.DropRepeated();
        return part;
    }

    /// <summary>Whether all of <paramref name="other"/> is in this part, whoever they are about.</summary>
    public bool Includes(OpenedPart other)
    {
        return other.Box.Actions.IsWithin(Box.Actions) && other.Box.Resources.IsWithin(Box.Resources)
            && Box.Conditions.All(condition => other.Box.Conditions.Any(own => own.Identity == condition.Identity))
            && Exceptions.TrueForAll(exception => other.Exceptions.Exists(theirs => theirs.Keys.IsSubsetOf(exception.Keys)));
    }

    private (int, int, int) Size => (Exceptions.Count, Exceptions.Sum(exception => exception.Keys.Count), Box.Conditions.Sum(condition => 1 + condition.Values.Count));

    // What is left out whatever the conditions are is left out of the actions or resources themselves.
    private bool TakeOutWhole()
    {
        var left = new List<AccessException>();
        foreach (var exception in Exceptions)
        {
            if (exception.IsEverything)
            {
                return false;
            }

            if (exception is { Conditions.Count: 0, Actions: [var action], Resources.Count: 0 })
            {
                if (Box.Actions.And(Opposite(action)) is not { } actions)
                {
                    return false;
                }

                Box = Box with { Actions = actions };
            }
            else if (exception is { Conditions.Count: 0, Actions.Count: 0, Resources: [var resource] })
            {
                if (Box.Resources.And(Opposite(resource)) is not { } resources)
                {
                    return false;
                }

                Box = Box with { Resources = resources };
            }
            else
            {
                left.Add(exception);
            }
        }

        Exceptions = [.. left.Select(Again).OfType<AccessException>()];
        return true;
    }

    // With fewer actions and resources, exceptions say less or nothing at all.
    private AccessException? Again(AccessException exception)
    {
        var again = AccessException.AllOf(Box.Actions, Box.Resources, Box.Conditions);
        foreach (var clause in exception.Actions)
        {
            if (again?.And(StatementBox.Everything with { Actions = clause }) is not { } next)
            {
                return null;
            }

            again = next;
        }

        foreach (var clause in exception.Resources)
        {
            if (again?.And(StatementBox.Everything with { Resources = clause }) is not { } next)
            {
                return null;
            }

            again = next;
        }

        return again.With(exception.Conditions);
    }

    private bool TurnConditions(Func<string, bool> isMultivalued)
    {
        var left = new List<AccessException>();
        foreach (var exception in Exceptions)
        {
            if (exception is { Actions.Count: 0, Resources.Count: 0, Conditions: [var only] } && !isMultivalued(only.Key) && ConditionText.Opposite(only) is { } opposite)
            {
                Box = Box with { Conditions = AccessBox.Joined(Box.Conditions, [opposite]) };
            }
            else
            {
                left.Add(exception);
            }
        }

        Exceptions = left;
        return !Box.Conditions.Any(condition => Holds(condition) == Truth.False);
    }

    // Where a condition has values that another one rules out by the same test, the values that are left say what is opened.
    private bool TakeOutValues(Func<string, bool> isMultivalued)
    {
        foreach (var condition in Box.Conditions.Where(condition => condition.Values.Count > 1 && !isMultivalued(condition.Key)).ToList())
        {
            var ruledOut = Box.Conditions.Where(other => ConditionText.RulesOut(other, condition)).SelectMany(other => other.Values).ToHashSet(StringComparer.Ordinal);
            var values = condition.Values.Where(value => !ruledOut.Contains(value)).ToList();
            if (values.Count == 0)
            {
                // Where the key is absent both may hold.
                if (!condition.Operator.IfExists)
                {
                    return false;
                }
            }
            else if (values.Count < condition.Values.Count)
            {
                Box = Box with { Conditions = [.. Box.Conditions.Select(own => ReferenceEquals(own, condition) ? condition.With(condition.Operator, values) : own)] };
            }
        }

        return true;
    }

    // A condition that lists its values settles every other condition on the same key.
    private bool ApplyListedValues(Func<string, bool> isMultivalued)
    {
        foreach (var listing in Box.Conditions.Where(condition => (ConditionText.ListsValues(condition) || ConditionText.ListsAddresses(condition)) && !isMultivalued(condition.Key)).ToList())
        {
            // Two that list the same values imply each other, and one of them stays.
            if (!Box.Conditions.Contains(listing))
            {
                continue;
            }

            var others = Box.Conditions.Where(condition => !ReferenceEquals(condition, listing) && ConditionText.Settles(listing, condition)).ToList();
            var sole = Exceptions.Where(exception => exception is { Actions.Count: 0, Resources.Count: 0, Conditions: [var only] } && ConditionText.Settles(listing, only)).ToList();
            var values = listing.Values.Distinct(StringComparer.Ordinal)
                .Where(value => others.TrueForAll(condition => With(listing.Key, value, condition) != Truth.False))
                .Where(value => !sole.Exists(exception => With(listing.Key, value, exception.Conditions[0]) == Truth.True)).ToList();
            if (values.Count == 0)
            {
                return false;
            }

            Truth All(Condition condition) => !ConditionText.Settles(listing, condition) ? Truth.Unknown
                : values.TrueForAll(value => With(listing.Key, value, condition) == Truth.True) ? Truth.True
                : values.TrueForAll(value => With(listing.Key, value, condition) == Truth.False) ? Truth.False : Truth.Unknown;

            var narrowed = values.Count == listing.Values.Count ? listing : listing.With(listing.Operator, values);
            Box = Box with
            {
                Conditions = [.. Box.Conditions.Where(condition => ReferenceEquals(condition, listing) || All(condition) != Truth.True).Select(condition =>
                    ReferenceEquals(condition, listing) ? narrowed : condition)],
            };
            Exceptions =
            [
                .. Exceptions.Where(exception => !exception.Conditions.Any(condition => All(condition) == Truth.False))
                    .Select(exception => exception.With([.. exception.Conditions.Where(condition => All(condition) != Truth.True)])),
            ];
        }

        return true;
    }

    private bool DropWhatIsImplied()
    {
        Exceptions =
        [
            .. Exceptions.Where(exception => !exception.Conditions.Any(condition => Holds(condition) == Truth.False))
                .Select(exception => exception.With([.. exception.Conditions.Where(condition => Holds(condition) != Truth.True)])),
        ];
        return !Exceptions.Exists(exception => exception.IsEverything);
    }

    // True: one of the part's own conditions is the same; false: one is the opposite.
    private Truth Holds(Condition condition)
    {
        var key = condition.Identity;
        var opposite = ConditionText.Opposite(condition) is { } other && condition.Operator.Quantifier == Quantifier.None ? other.Identity : null;
        var holds = Truth.Unknown;
        foreach (var own in Box.Conditions)
        {
            var name = own.Identity;
            if (name == opposite)
            {
                return Truth.False;
            }

            holds = name == key ? Truth.True : holds;
        }

        return holds;
    }

    private void DropRepeated() => Exceptions = AccessException.Widest(Exceptions);

    private static PatternClause Opposite(PatternClause clause) => clause with { IsNegated = !clause.IsNegated };

    private static Truth With(string key, string value, Condition condition) => ConditionEvaluator.Evaluate(condition, KnownKeys.One(key, value));
}
