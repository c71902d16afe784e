namespace AccessUndenied.Aws.Tests.Reference;

/// <summary>One layer that applies: it allows where each of its groups holds an Allow, and denies where any statement does (EVAL-05).</summary>
/// <param name="Name">The contract's name.</param>
/// <param name="Groups">What its statements come to; one group unless every node or boundary must allow.</param>
internal sealed record PlainLayer(string Name, IReadOnlyList<IReadOnlyList<PlainOutcome>> Groups)
{
    internal bool Denies(PlainWorld world) => Groups.SelectMany(group => group).Any(outcome => outcome.Counts("Deny", world));

    internal bool Allows(PlainWorld world) => Groups.All(group => group.Any(outcome => outcome.Counts("Allow", world)));

    internal bool Grants(PlainGrade grade, PlainWorld world) =>
        Groups.SelectMany(group => group).Any(outcome => outcome.Grade == grade && outcome.Counts("Allow", world));

    /// <summary>The layer's own decision.</summary>
    internal string Decision
    {
        get
        {
            var denies = TriLogic.Any(Groups.SelectMany(group => Applications(group, "Deny")));
            var allows = TriLogic.All(Groups.Select(group => TriLogic.Any(Applications(group, "Allow"))));
            return (denies, allows) switch
            {
                (Tri.True, _) => "explicitDeny",
                (Tri.Unknown, _) => "indeterminate",
                (_, Tri.True) => "allowed",
                (_, Tri.Unknown) => "indeterminate",
                _ => "implicitDeny",
            };
        }
    }

    private static IEnumerable<Tri> Applications(IEnumerable<PlainOutcome> group, string effect) =>
        group.Where(outcome => outcome.Has(effect)).Select(outcome => outcome.Applies);
}
