using AccessUndenied.Aws.Clients;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies;

/// <summary>Makes the evidence of what could not be read, in the collector and in whoever reads a snapshot alike.</summary>
/// <remarks>The reason is added by <see cref="Because(UnavailableEvidence, string)"/>. A target that is the number of an account means the account as a whole.</remarks>
internal static class UnreadEvidence
{
    /// <param name="target">A user's or role's ARN or unique id, or a number of an account of which no more of the caller is known; null where nothing is.</param>
    public static UnavailableEvidence IdentityPolicies(string? target) =>
        Of(EvidenceKind.IdentityPolicies, PolicyLayer.Identity, target, EvidenceMessages.IdentityPolicies(target));

    /// <param name="target">As for <see cref="IdentityPolicies"/>.</param>
    public static UnavailableEvidence PermissionsBoundary(string? target) =>
        Of(EvidenceKind.PermissionsBoundary, PolicyLayer.PermissionsBoundary, target, EvidenceMessages.PermissionsBoundary(target));

    public static UnavailableEvidence FormerIdentityPolicies(string arn) => Of(EvidenceKind.FormerIdentityPolicies, null, arn, EvidenceMessages.FormerIdentityPolicies(arn));

    /// <param name="group">The group's name.</param>
    /// <param name="user">The user who is in it, who has to hear of it.</param>
    public static UnavailableEvidence GroupPolicies(string group, string user) =>
        Of(EvidenceKind.GroupPolicies, PolicyLayer.Identity, user, EvidenceMessages.GroupPolicies(group, user));

    /// <summary>The same, as a collector says it of a user whose groups it reads.</summary>
    public static UnavailableEvidence PoliciesThroughGroup(string group, string user) =>
        GroupPolicies(group, user) with { What = EvidenceMessages.PoliciesThroughGroup(group, user) };

    /// <param name="arn">The policy.</param>
    /// <param name="layer">The layer in which it is attached; null where a collector cannot tell.</param>
    public static UnavailableEvidence ManagedPolicy(string arn, PolicyLayer? layer) => Of(EvidenceKind.ManagedPolicy, layer, arn, EvidenceMessages.ManagedPolicy(arn));

    public static UnavailableEvidence AuthorizationDetails(string accountId) =>
        Of(EvidenceKind.AuthorizationDetails, PolicyLayer.Identity, accountId, EvidenceMessages.AuthorizationDetails(accountId));

    public static UnavailableEvidence OtherEntities(string accountId) =>
        Of(EvidenceKind.OtherEntities, PolicyLayer.Identity, accountId, EvidenceMessages.OtherEntities(accountId));

    public static UnavailableEvidence ResourcePolicy(string arn) => Of(EvidenceKind.ResourcePolicy, PolicyLayer.Resource, arn, EvidenceMessages.ResourcePolicy(arn));

    public static UnavailableEvidence OtherResourcePolicies(string accountId) =>
        Of(EvidenceKind.OtherResourcePolicies, PolicyLayer.Resource, accountId, EvidenceMessages.OtherResourcePolicies(accountId));

    public static UnavailableEvidence AliasedKeyPolicy(string alias) => Of(EvidenceKind.AliasedKeyPolicy, PolicyLayer.Resource, alias, EvidenceMessages.AliasedKeyPolicy(alias));

    public static UnavailableEvidence TrustPolicy(string role) => Of(EvidenceKind.TrustPolicy, PolicyLayer.RoleTrust, role, EvidenceMessages.TrustPolicy(role));

    /// <param name="managementAccountId">The organization's management account.</param>
    public static UnavailableEvidence DelegationPolicy(string managementAccountId) =>
        Of(EvidenceKind.DelegationPolicy, PolicyLayer.Resource, managementAccountId, EvidenceMessages.DelegationPolicy(managementAccountId));

    public static UnavailableEvidence PublicAccessBlock(string bucketArn) =>
        Of(EvidenceKind.PublicAccessBlock, PolicyLayer.Resource, bucketArn, EvidenceMessages.PublicAccessBlock(bucketArn));

    public static UnavailableEvidence Tags(string arn) => Of(EvidenceKind.Tags, null, arn, EvidenceMessages.Tags(arn));

    public static UnavailableEvidence ServiceControlPolicies(string accountId) =>
        Of(EvidenceKind.ServiceControlPolicies, PolicyLayer.ServiceControl, accountId, EvidenceMessages.ServiceControlPolicies(accountId));

    public static UnavailableEvidence ResourceControlPolicies(string accountId) =>
        Of(EvidenceKind.ResourceControlPolicies, PolicyLayer.ResourceControl, accountId, EvidenceMessages.ResourceControlPolicies(accountId));

    /// <param name="arn">A resource whose account is not known.</param>
    public static UnavailableEvidence ResourceControlPoliciesOn(string arn) =>
        Of(EvidenceKind.ResourceControlPolicies, PolicyLayer.ResourceControl, arn, EvidenceMessages.ResourceControlPoliciesOn(arn));

    public static UnavailableEvidence EndpointPolicy(string endpointId) =>
        Of(EvidenceKind.EndpointPolicy, PolicyLayer.VpcEndpoint, endpointId, EvidenceMessages.EndpointPolicy(endpointId));

    public static UnavailableEvidence PolicyDocument(PolicyLayer layer, AttachedPolicy policy) =>
        Of(EvidenceKind.Document, layer, policy.Id ?? policy.AttachedTo, EvidenceMessages.PolicyDocument(policy));

    /// <summary>The same, with the reason.</summary>
    public static UnavailableEvidence Because(this UnavailableEvidence evidence, string why) => evidence with { Why = why };

    /// <summary>The same, with the failed call as the reason.</summary>
    public static UnavailableEvidence Because(this UnavailableEvidence evidence, AwsCallException exception) =>
        evidence with { Why = exception.Message, Permission = exception.MissingPermission };

    /// <summary>The same, for the reason that <paramref name="other"/> has.</summary>
    public static UnavailableEvidence Because(this UnavailableEvidence evidence, UnavailableEvidence other) =>
        evidence with { Why = other.Why, Permission = other.Permission };

    /// <summary>Whether it concerns the whole of the account under which it stands, and nothing in particular.</summary>
    public static bool IsOfWhole(this UnavailableEvidence evidence, string accountId) => evidence.Target is null || evidence.Target == accountId;

    private static UnavailableEvidence Of(EvidenceKind kind, PolicyLayer? layer, string? target, string what) => new(layer, what, "") { Kind = kind, Target = target };
}
