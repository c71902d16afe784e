using AccessUndenied.Results;

namespace AccessUndenied.Replays;

/// <summary>Whom, what and on what the denials of a finding name.</summary>
internal sealed class FindingNames
{
    private readonly HashSet<string> _principals;
    private readonly HashSet<string> _actions;
    private readonly HashSet<string> _resources;

    public FindingNames(Finding finding)
    {
        _principals = Of(finding.Principals);
        _actions = Of(finding.Actions);
        _resources = Of(finding.Resources);
    }

    public bool Contains(CallDifference call) => _principals.Contains(call.Principal) && _actions.Contains(call.Action) && _resources.Contains(call.Resource);

    private static HashSet<string> Of(IReadOnlyList<FindingMember> members) => members.Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
}
