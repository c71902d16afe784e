using AccessUndenied.Explanations;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Whether S3's 403 may stand for an object that does not exist: it does where the caller may not list the bucket (S3-05).</summary>
/// <remarks>Source: Amazon S3 API Reference, GetObject and HeadObject, "Permissions".</remarks>
internal static class MissingObjects
{
    private const string List = "s3:ListBucket";

    /// <summary>Whether the caller may list the bucket, where an object was read.</summary>
    public static IReadOnlyList<AuthorizationRequest> ProbesFor(HintQuery query)
    {
        var resource = query.Request.Resource.Value;
        return IsRead(query.Request.Action) && resource.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && resource.StartsWith("arn:", StringComparison.Ordinal)
            ? [query.Request with { Action = List, Resource = query.Request.Resource with { Value = resource[..slash] } }]
            : [];
    }

    /// <summary>Whether the caller lacks the permission that would have made a 404 of it.</summary>
    public static bool MayBe(HintQuery query) =>
        IsRead(query.Request.Action) && query.Probes.Any(probe => probe.Request.Action == List && probe.Result is { Error: null, Decision: not Decision.Allowed });

    private static bool IsRead(string action) => action.ToUpperInvariant() is "S3:GETOBJECT" or "S3:GETOBJECTVERSION" or "S3:GETOBJECTATTRIBUTES";
}
