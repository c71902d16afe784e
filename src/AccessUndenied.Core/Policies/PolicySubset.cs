namespace AccessUndenied.Policies;

/// <summary>Policy sets with some statements left out or put in; nothing that is shared is changed.</summary>
internal static class PolicySubset
{
    /// <summary>The set without <paramref name="statements"/>.</summary>
    public static PolicySet Without(PolicySet policies, IEnumerable<Statement> statements)
    {
        var leftOut = statements.ToHashSet(ReferenceEqualityComparer.Instance);
        return leftOut.Count == 0 ? policies : Map(policies, policy => Without(policy, leftOut));
    }

    /// <summary>The set with every policy passed through <paramref name="change"/>.</summary>
    public static PolicySet Map(PolicySet policies, Func<AttachedPolicy, AttachedPolicy> change) => policies with
    {
        Identity = Map(policies.Identity, change),
        PermissionsBoundaries = Map(policies.PermissionsBoundaries, change),
        SessionPolicies = Map(policies.SessionPolicies, change),
        VpcEndpoint = Map(policies.VpcEndpoint, change),
        ResourcePolicy = policies.ResourcePolicy is { } policy ? change(policy) : null,
        ServiceControl = Map(policies.ServiceControl, change),
        ResourceControl = Map(policies.ResourceControl, change),
    };

    private static AttachedPolicy Without(AttachedPolicy policy, HashSet<object?> statements)
    {
        if (policy.Document is not { } document || !document.StatementArray.Any(statements.Contains))
        {
            return policy;
        }

        return policy with { Document = document.With([.. document.StatementArray.Where(statement => !statements.Contains(statement))]) };
    }

    private static IReadOnlyList<AttachedPolicy> Map(IReadOnlyList<AttachedPolicy> policies, Func<AttachedPolicy, AttachedPolicy> change) =>
        policies.Count == 0 ? policies : [.. policies.Select(change)];

    private static IReadOnlyList<PolicyNode> Map(IReadOnlyList<PolicyNode> nodes, Func<AttachedPolicy, AttachedPolicy> change) =>
        nodes.Count == 0 ? nodes : [.. nodes.Select(node => node with { Policies = Map(node.Policies, change) })];
}
