using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Policies.Live;

/// <summary>One refusal for which a snapshot is collected.</summary>
public sealed class SnapshotDenial
{
    private static readonly CloudTrailRequestResolver s_resolver = new(ActionCatalog.Default);

    internal SnapshotDenial(IReadOnlyList<AuthorizationRequest> requests, AuthorizationDetailsQuery? authorization)
    {
        Requests = requests;
        Authorization = authorization;
    }

    /// <summary>The requests behind it, whose resources and endpoints are read.</summary>
    internal IReadOnlyList<AuthorizationRequest> Requests { get; }

    /// <summary>By what AWS's own record of it is asked for; null where its message names none.</summary>
    internal AuthorizationDetailsQuery? Authorization { get; }

    /// <summary>The refusal that <paramref name="denied"/> records.</summary>
    public static SnapshotDenial Of(CloudTrailEvent denied)
    {
        ArgumentNullException.ThrowIfNull(denied);
        return new(s_resolver.Resolve(denied).Requests, CloudTrailRequestResolver.QueryOf(denied));
    }
}
