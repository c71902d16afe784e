using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>The three sides that a policy set is made of; equal when they are the same objects.</summary>
internal readonly record struct Sides(PrincipalPolicies Principal, ResourcePolicies Resource, EndpointPolicies? Endpoint)
{
    private bool IsTrust => Resource.Policy?.AttachedTo?.Contains(":iam::", StringComparison.Ordinal) == true;

    public PolicySet Combine() => new()
    {
        Identity = Principal.Identity,
        PermissionsBoundaries = Principal.Boundaries,
        ServiceControl = Principal.Place?.ServiceControl ?? [],
        CallerGroups = Principal.Groups,
        CallerNodes = Principal.Place?.NodeIds ?? [],
        ResourceNodes = Resource.Place?.NodeIds ?? [],
        ResourceCarrierId = Resource.TakesPolicy ? Resource.CarrierArn : null,
        PrincipalInManagementAccount = Principal.Place?.IsManagementAccount ?? false,
        ResourcePolicy = Resource.Policy,
        ResourceControl = Resource.Place?.ResourceControl ?? [],
        ResourceInManagementAccount = Resource.Place?.IsManagementAccount ?? false,
        RestrictsPublicPolicies = Resource.RestrictsPublicPolicies,
        Settings = Resource.Settings,
        ResourceAccountId = Resource.AccountId,
        VpcEndpoint = Endpoint?.Policies ?? [],
        Unavailable = Unavailable(),
        Facts = Facts(),
    };

    private List<UnavailableEvidence> Unavailable()
    {
        var all = new List<UnavailableEvidence>(Principal.Unavailable);
        if (Resource.PolicyUnavailable is { } policy)
        {
            all.Add(policy);
        }

        if (Endpoint?.Unavailable is { } endpoint)
        {
            all.Add(endpoint);
        }

        if (Resource.ObjectTagsUnavailable is { } tags && AskForObjectTags())
        {
            all.Add(tags);
        }

        AddUnreadable(all, PolicyLayer.Identity, Principal.Identity);
        AddUnreadable(all, PolicyLayer.PermissionsBoundary, Principal.Boundaries);
        AddUnreadable(all, IsTrust ? PolicyLayer.RoleTrust : PolicyLayer.Resource, Resource.Policy is { } own ? [own] : []);
        AddUnreadable(all, PolicyLayer.VpcEndpoint, Endpoint?.Policies ?? []);
        foreach (var node in Principal.Place?.ServiceControl ?? [])
        {
            AddUnreadable(all, PolicyLayer.ServiceControl, node.Policies);
        }

        foreach (var node in Resource.Place?.ResourceControl ?? [])
        {
            AddUnreadable(all, PolicyLayer.ResourceControl, node.Policies);
        }

        // What is missing of an account is missing on both sides of a request inside it.
        all.AddRange(Resource.Unavailable.Where(item => !all.Contains(item)));
        return all;
    }

    // It is there, and what it says is not known.
    private static void AddUnreadable(List<UnavailableEvidence> all, PolicyLayer layer, IReadOnlyList<AttachedPolicy> policies)
    {
        for (var i = 0; i < policies.Count; i++)
        {
            if (policies[i] is { Document: null, Problem: { } problem })
            {
                all.Add(UnreadEvidence.PolicyDocument(layer, policies[i]).Because(problem));
            }
        }
    }

    private bool AskForObjectTags() =>
        ObjectTags.AreAskedIn(Principal.Identity) || ObjectTags.AreAskedIn(Principal.Boundaries) || ObjectTags.AreAskedIn(Resource.Policy is { } own ? [own] : [])
        || ObjectTags.AreAskedIn(Endpoint?.Policies ?? []) || ObjectTags.AreAskedIn((Principal.Place?.ServiceControl ?? []).SelectMany(node => node.Policies))
        || ObjectTags.AreAskedIn((Resource.Place?.ResourceControl ?? []).SelectMany(node => node.Policies));

    private ContextFacts Facts()
    {
        var values = new Dictionary<string, ContextValue>(Principal.Facts.Values, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in Resource.Facts.Values)
        {
            values[key] = value;
        }

        if (Endpoint?.VpcId is { } vpc)
        {
            values["aws:SourceVpc"] = ContextValue.Of(vpc);
        }

        return new(values, [.. Principal.Facts.CompletePrefixes, .. Resource.Facts.CompletePrefixes]) { OfEntity = Principal.Facts.OfEntity };
    }
}
