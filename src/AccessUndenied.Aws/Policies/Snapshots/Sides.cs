using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>The three sides that a policy set is made of; equal when they are the same objects.</summary>
internal readonly record struct Sides(PrincipalPolicies Principal, ResourcePolicies Resource, EndpointPolicies? Endpoint)
{
    public PolicySet Combine() => new()
    {
        Identity = Principal.Identity,
        PermissionsBoundaries = Principal.Boundaries,
        ServiceControl = Principal.Place?.ServiceControl ?? [],
        PrincipalInManagementAccount = Principal.Place?.IsManagementAccount ?? false,
        ResourcePolicy = Resource.Policy,
        ResourceControl = Resource.Place?.ResourceControl ?? [],
        ResourceInManagementAccount = Resource.Place?.IsManagementAccount ?? false,
        RestrictsPublicPolicies = Resource.RestrictsPublicPolicies,
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

        // What is missing of an account is missing on both sides of a request inside it.
        all.AddRange(Resource.Unavailable.Where(item => !all.Contains(item)));
        return all;
    }

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

        return new(values, [.. Principal.Facts.CompletePrefixes, .. Resource.Facts.CompletePrefixes]);
    }
}
