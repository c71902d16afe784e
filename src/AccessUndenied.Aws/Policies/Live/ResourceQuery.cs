using AccessUndenied.Aws.Policies.Snapshots;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>What of a request's resource decides what is read of it.</summary>
/// <param name="Arn">The resource that carries the policy: of an S3 object, the bucket; else the resource itself.</param>
/// <param name="Owner">The owner's account as far as the request tells; null when it does not.</param>
/// <param name="Region">The region of a resource whose ARN does not tell it; null when it is not known.</param>
/// <param name="Caller">The caller's account, which stands in for an owner that is not known; null when it is known.</param>
internal readonly record struct ResourceQuery(string Arn, string? Owner, string? Region, string? Caller)
{
    /// <summary>Whether the request is to make it: that it is not there is then the answer that it has no policy.</summary>
    public bool IsMade { get; init; }

    /// <summary>The query for <paramref name="resource"/>, which <paramref name="action"/> is about; null where nothing can be read of it.</summary>
    public static ResourceQuery? Of(ResourceId resource, string? caller, string? action = null)
    {
        var arn = Aws.Arn.OrNone(resource.Value);
        if (resource.IsAny || !arn.IsArn)
        {
            return null;
        }

        var carrier = PolicyCarriers.Of(resource.Value);
        var named = carrier.IsNone ? resource.Value : carrier.Arn;
        var owner = AccountIds.IsAccountId(arn.AccountId) ? arn.AccountId.ToString() : resource.AccountId;
        return named.AsSpan().ContainsAny('*', '?') && Secrets.FindNameIn(named) is null ? null
            : new(named, owner, resource.Region, owner is null ? caller : null) { IsMade = action is not null && CreatedResources.IsMadeBy(action) };
    }
}
