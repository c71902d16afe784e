using AccessUndenied.Policies;
using AccessUndenied.Replays;

namespace AccessUndenied.Aws.Replays;

/// <summary>Knows what kinds of target there are, where the policies come from the accounts themselves.</summary>
internal sealed class ShapeOfTargets : IChangeTargets
{
    public string? Refuse(ProposedChange change) => TargetShape.Refuse(change);

    public PolicyDocument? FindDocument(ProposedChange change) => null;
}
