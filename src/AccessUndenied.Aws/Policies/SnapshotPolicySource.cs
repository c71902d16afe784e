using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Aws.Observability;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies;

/// <summary>Finds the policies of a request in a <see cref="Snapshot"/>, without any network call of its own.</summary>
/// <remarks>What it has found once for a caller, a resource or both together is kept, so that a repeated request costs a few look-ups.</remarks>
public sealed class SnapshotPolicySource : IPolicySource
{
    private const int MaxRemembered = 1 << 16;

    private readonly Snapshot _snapshot;
    private readonly IResourcePolicyProvider[] _providers;
    private readonly SnapshotEntities _entities;
    private readonly BoundedCache<PrincipalKey, PrincipalPolicies> _principals = new(MaxRemembered);
    private readonly BoundedCache<ResourceKey, ResourcePolicies> _resources = new(MaxRemembered);
    private readonly BoundedCache<string, EndpointPolicies> _endpoints = new(MaxRemembered);
    private readonly BoundedCache<Sides, PolicySet> _sets = new(MaxRemembered);

    /// <summary>A source over <paramref name="snapshot"/> alone.</summary>
    public SnapshotPolicySource(Snapshot snapshot)
        : this(snapshot, [])
    {
    }

    /// <summary>A source over <paramref name="snapshot"/>, which asks <paramref name="providers"/> for the policies of resources that it cannot tell of.</summary>
    public SnapshotPolicySource(Snapshot snapshot, IEnumerable<IResourcePolicyProvider> providers)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(providers);
        _snapshot = snapshot;
        _entities = new(snapshot);
        _providers = [.. providers];
    }

    /// <inheritdoc/>
    public ValueTask<PolicySet> GetPoliciesAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        return (RoleOfProfile(request) ?? ResourceResolution.Resolve(_snapshot, request)) is { } resource
            ? WithAsync(FindAsync(request with { Resource = resource }, cancellationToken), resource)
            : FindAsync(request, cancellationToken);
    }

    private static async ValueTask<PolicySet> WithAsync(ValueTask<PolicySet> policies, ResourceId resource) =>
        (await policies.ConfigureAwait(false)) with { ResolvedResource = resource };

    private ValueTask<PolicySet> FindAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        var principal = FindPrincipal(request.Principal);
        var key = CarrierSearch.Of(_snapshot, request, principal.AccountId ?? request.Principal.AccountId);
        var isKnown = _resources.TryGet(key, out var resource);
        AwsInstruments.CountLookup("snapshot.resources", isKnown);
        if (!isKnown)
        {
            resource = new ResourcePoliciesReader(_snapshot, key).Read();
            if (resource.MayBeKnownElsewhere && ProviderOf(request, resource) is { } provider)
            {
                return AskAsync(provider, request, principal, key, resource, cancellationToken);
            }

            resource = _resources.Keep(key, resource);
        }

        return new(Combine(request, principal, resource!));
    }

    private PrincipalPolicies FindPrincipal(Principal principal)
    {
        var key = PrincipalKey.Of(principal);
        var isKnown = _principals.TryGet(key, out var found);
        AwsInstruments.CountLookup("snapshot.principals", isKnown);
        return isKnown ? found! : _principals.Keep(key, new PrincipalPoliciesReader(_snapshot, key).Read());
    }

    private IResourcePolicyProvider? ProviderOf(AuthorizationRequest request, ResourcePolicies resource)
    {
        var carrier = CarrierOf(request, resource);
        return Array.Find(_providers, provider => provider.CanProvide(carrier));
    }

    private async ValueTask<PolicySet> AskAsync(
        IResourcePolicyProvider provider,
        AuthorizationRequest request,
        PrincipalPolicies principal,
        ResourceKey key,
        ResourcePolicies resource,
        CancellationToken cancellationToken)
    {
        var carrier = CarrierOf(request, resource);
        var lookup = await provider.GetPolicyAsync(carrier, cancellationToken).ConfigureAwait(false);
        var answered = lookup switch
        {
            ResourcePolicyLookup.Found found => resource.With(
                new AttachedPolicy { Document = found.Policy, AttachedTo = carrier.Value, Origin = PolicyOrigin.Resource }, null),
            ResourcePolicyLookup.NoPolicy => resource.With(null, null),
            ResourcePolicyLookup.Unavailable unavailable => resource.With(
                null, UnreadEvidence.ResourcePolicy(carrier.Value!).Because(unavailable.Why) with { Permission = unavailable.Permission }),
            _ => resource,
        };

        // A fault may be gone the next time; an answer stays.
        return Combine(request, principal, answered.PolicyUnavailable is null ? _resources.Keep(key, answered) : answered);
    }

    private static ResourceId CarrierOf(AuthorizationRequest request, ResourcePolicies resource) => new(resource.CarrierArn, resource.AccountId, request.Resource.Region);

    private PolicySet Combine(AuthorizationRequest request, PrincipalPolicies principal, ResourcePolicies resource)
    {
        var endpoint = request.NetworkEndpointId is { } id ? FindEndpoint(id) : null;
        var sides = new Sides(principal, resource, endpoint);
        var set = _sets.TryGet(sides, out var known) ? known : _sets.Keep(sides, sides.Combine() with { Entities = _entities });
        if (principal.IsForGuests && request.Principal.SessionName == CognitoGuests.SessionName)
        {
            set = set with { SessionPolicies = [CognitoGuests.Policy] };
        }

        if (request.SessionPolicyIds.Count > 0)
        {
            set = SessionPoliciesReader.Add(_snapshot, set, request);
        }

        return PrincipalResolution.Resolve(request.Principal, principal.Entity) is { } resolved ? set with { ResolvedPrincipal = resolved } : set;
    }

    // PassRole is asked for the role in an instance profile, of which the request names the profile alone.
    private ResourceId? RoleOfProfile(AuthorizationRequest request)
    {
        if (request.ResourceNamedBy is not { AccountId: { } owner } named || Arn.OrNone(named.Value) is not { Service: "iam" } arn
            || !arn.Resource.StartsWith("instance-profile/", StringComparison.Ordinal))
        {
            return null;
        }

        var name = named.Value[(named.Value.LastIndexOf('/') + 1)..];
        return _snapshot.FindAccount(owner)?.RoleOfProfile(name) is { } role ? request.Resource with { Value = role, AccountId = owner } : null;
    }

    private EndpointPolicies FindEndpoint(string id) =>
        _endpoints.TryGet(id, out var found) ? found : _endpoints.Keep(id, EndpointPolicies.Read(_snapshot, id));
}
