using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Snapshots;

/// <summary>The resource's side of a policy set.</summary>
internal sealed class ResourcePolicies
{
    public AttachedPolicy? Policy { get; set; }

    /// <summary>The owner's account; null when it is not known.</summary>
    public string? AccountId { get; set; }

    public OrganizationPlace? Place { get; set; }

    public IReadOnlyList<ResourceSetting> Settings { get; set; } = [];

    public bool RestrictsPublicPolicies => Settings.Any(setting => setting.Name == PublicAccessSwitches.RestrictPublicBuckets);

    /// <summary>What the resource's own policy being unknown amounts to; null when it is known, or known not to exist.</summary>
    public UnavailableEvidence? PolicyUnavailable { get; set; }

    public List<UnavailableEvidence> Unavailable { get; } = [];

    /// <summary>Why the tags of an object are not known, which matters where a policy asks for them; null otherwise.</summary>
    public UnavailableEvidence? ObjectTagsUnavailable { get; set; }

    public FactsBuilder Facts { get; } = new();

    /// <summary>The ARN of the resource that would carry the policy.</summary>
    public string CarrierArn { get; set; } = "*";

    /// <summary>Whether a policy at <see cref="CarrierArn"/> would have a say.</summary>
    public bool TakesPolicy { get; set; }

    /// <summary>Whether the snapshot cannot tell of the resource's policy, so that others are asked.</summary>
    public bool MayBeKnownElsewhere { get; set; }

    /// <summary>This side with what a provider told of the policy.</summary>
    public ResourcePolicies With(AttachedPolicy? policy, UnavailableEvidence? unavailable)
    {
        var copy = new ResourcePolicies
        {
            Policy = policy,
            AccountId = AccountId,
            Place = Place,
            Settings = Settings,
            PolicyUnavailable = unavailable,
            CarrierArn = CarrierArn,
            TakesPolicy = TakesPolicy,
            ObjectTagsUnavailable = ObjectTagsUnavailable,
        };
        copy.Unavailable.AddRange(Unavailable);
        copy.Facts.CompletePrefixes.AddRange(Facts.CompletePrefixes);
        foreach (var (key, value) in Facts.Values)
        {
            copy.Facts.Set(key, value);
        }

        return copy;
    }
}
