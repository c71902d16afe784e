using AccessUndenied.Remediations.Opening;
using AccessUndenied.Results;


namespace AccessUndenied.Remediations.Joining;

/// <summary>What one remediation for many events opens: the union of what the remediations of the events open.</summary>
/// <remarks>
/// INVARIANT: never less than what opens. Where one place changes, a joined change opens what its parts open and nothing else. Where several
/// places grow, what one event's change in one place and another's in another place open together is within all actions on all resources of
/// the same principal.
/// </remarks>
internal sealed class JoinedOpenings
{
    private readonly List<OpenedAccess> _parts = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private bool _isKnown = true;

    public void Add(IReadOnlyList<OpenedAccess> parts)
    {
        _isKnown &= parts.Count > 0;
        foreach (var part in parts)
        {
            if (_isKnown && _seen.Add(KeyOf(part)))
            {
                _parts.Add(part);
            }
        }

        _isKnown &= _parts.Count <= JoinedRemediation.MostMembers;
    }

    /// <summary>The union, with lists where parts differ by one element alone; empty where it is not known.</summary>
    /// <param name="crosses">Whether the parts may combine, since more than one place has grown.</param>
    public IReadOnlyList<OpenedAccess> ToParts(bool crosses) => !_isKnown ? [] : crosses ? Widened() : Fold(Fold(_parts,
        part => Joined(part.Principal, part.Actions, part.Conditions), (part, others) => new OpenedAccess(part) { Resources = Union(others, other => other.Resources), Example = ExampleOf(others) }),
        part => Joined(part.Principal, part.Resources, part.Conditions), (part, others) => new OpenedAccess(part) { Actions = Union(others, other => other.Actions), Example = ExampleOf(others) });

    private List<OpenedAccess> Widened() => [.. _parts.GroupBy(part => part.Principal, StringComparer.Ordinal).Select(group => new OpenedAccess
    {
        Principal = group.Key,
        Actions = Union(group, part => part.Actions),
        Resources = Union(group, part => part.Resources),
        Conditions = [.. group.First().Conditions.Where(condition => group.All(part => part.Conditions.Contains(condition))).Append(OpenedMessages.BoundBy("others")).Distinct(StringComparer.Ordinal)],
        Example = ExampleOf(group),
    })];

    private static List<OpenedAccess> Fold(List<OpenedAccess> parts, Func<OpenedAccess, string> keyOf, Func<OpenedAccess, List<OpenedAccess>, OpenedAccess> join) =>
        [.. parts.GroupBy(keyOf, StringComparer.Ordinal).Select(group => group.ToList()).Select(group => group.Count == 1 ? group[0] : join(group[0], group))];

    private static List<string> Union(IEnumerable<OpenedAccess> parts, Func<OpenedAccess, IReadOnlyList<string>> listOf) => [.. parts.SelectMany(listOf).Distinct(StringComparer.Ordinal)];

    private static string? ExampleOf(IEnumerable<OpenedAccess> parts) => parts.Select(part => part.Example).FirstOrDefault(example => example is not null);

    private static string KeyOf(OpenedAccess part) => Joined(Joined(part.Principal, part.Actions, part.Conditions), part.Resources, []);

    // With the length of each text, so that no text can pass for another's end.
    private static string Joined(string first, IReadOnlyList<string> list, IReadOnlyList<string> other) =>
        string.Concat(list.Append("").Concat(other).Prepend(first).Select(text => $"{text.Length}:{text}"));
}
