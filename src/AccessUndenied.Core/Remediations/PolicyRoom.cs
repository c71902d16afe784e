using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Remediations;

/// <summary>What stands beside a policy that is to be changed, and takes of the room that there is.</summary>
internal static class PolicyRoom
{
    private const byte FirstBitsOfCharacter = 0xC0;
    private const byte FurtherByteOfCharacter = 0x80;

    /// <summary><paramref name="change"/> with the limit that counts for it and what of it is taken.</summary>
    /// <param name="change">The change.</param>
    /// <param name="dialect">Knows the limits.</param>
    /// <param name="policies">The policies as they are by now.</param>
    public static PolicyChange Measured(PolicyChange change, IPolicyDialect dialect, PolicySet policies)
    {
        var origin = change.Policy?.Origin ?? PolicyOrigin.Inline;
        change = change with { TakenNames = change.Policy is null ? NamesAt(change, policies) : [] };
        if (origin == PolicyOrigin.Inline && dialect.LongestTogether(change.Layer, change.AttachmentTarget) is { } together)
        {
            var beside = policies.Identity.Where(policy => policy.Origin == PolicyOrigin.Inline && policy.AttachedTo == change.AttachmentTarget
                && policy.Name != PolicyEdits.Proposed && !ReferenceEquals(policy, change.Policy));
            return change with { LongestPolicy = together, SharedLength = beside.Sum(LengthOf) };
        }

        return change with
        {
            LongestPolicy = dialect.LongestPolicy(change.Layer, origin, change.AttachmentTarget),
            MostStatements = dialect.MostStatements(change.Layer, change.AttachmentTarget),
            BeyondQuota = change.Layer == PolicyLayer.Resource ? document => dialect.BeyondQuota(change.Layer, change.AttachmentTarget, document) : null,
            FullWith = FullWith(change, dialect, policies),
        };
    }

    private static List<string> NamesAt(PolicyChange change, PolicySet policies) => change.Layer != PolicyLayer.Identity ? [] :
        [.. policies.Identity.Where(policy => (policy.AttachedTo is null || policy.AttachedTo == change.AttachmentTarget) && policy.Name != PolicyEdits.Proposed).Select(policy => policy.Name)];

    private static int? FullWith(PolicyChange change, IPolicyDialect dialect, PolicySet policies)
    {
        if (change is not PolicyChange.AddStatements { Policy: null } || dialect.MostPolicies(change.Layer) is not { } most)
        {
            return null;
        }

        var nodes = change.Layer == PolicyLayer.ServiceControl ? policies.ServiceControl : policies.ResourceControl;
        var there = nodes.FirstOrDefault(node => node.AttachmentTarget == change.CauseTarget)?.Policies.Count(policy => policy.Name != PolicyEdits.Proposed) ?? 0;
        return there >= most ? there : null;
    }

    private static int LengthOf(AttachedPolicy policy)
    {
        if (policy.Document is not { } document)
        {
            return 0;
        }

        var length = 0;
        foreach (var one in document.Json.Span)
        {
            length += one is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' || (one & FirstBitsOfCharacter) == FurtherByteOfCharacter ? 0 : 1;
        }

        return length;
    }
}
