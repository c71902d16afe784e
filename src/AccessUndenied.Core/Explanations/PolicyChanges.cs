using AccessUndenied.Policies;

namespace AccessUndenied.Explanations;

/// <summary>Finds the policies that were changed after an event, which may have been others when it happened.</summary>
internal static class PolicyChanges
{
    public static IReadOnlyList<AttachedPolicy> Since(PolicySet policies, DateTimeOffset? time)
    {
        if (time is not { } then)
        {
            return [];
        }

        List<AttachedPolicy>? changed = null;
        foreach (var policy in All(policies))
        {
            if (policy.LastModified > then && changed?.Contains(policy) != true)
            {
                (changed ??= []).Add(policy);
            }
        }

        return changed ?? [];
    }

    /// <summary>The moments at which an event's place before or after them makes a difference.</summary>
    public static IEnumerable<DateTimeOffset> Times(PolicySet policies) => All(policies).Where(policy => policy.LastModified is not null).Select(policy => policy.LastModified!.Value);

    private static IEnumerable<AttachedPolicy> All(PolicySet policies) =>
    [
        .. policies.Identity, .. policies.PermissionsBoundaries, .. policies.SessionPolicies, .. policies.VpcEndpoint,
        .. policies.ResourcePolicy is { } resource ? new[] { resource } : [],
        .. policies.ServiceControl.SelectMany(node => node.Policies), .. policies.ResourceControl.SelectMany(node => node.Policies),
    ];
}
