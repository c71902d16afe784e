using AccessUndenied.Aws.Catalog;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Calls that are authorized on something without tags, so that no condition on a resource's tag can hold for them.</summary>
/// <remarks>
/// A call that lists, made without an id, is authorized on a pattern such as <c>db:*</c>, which is no resource and has no tag. The documents of
/// Systems Manager that belong to AWS carry no tags of an account, and SSM's own key for tags is one of the managed nodes.
/// Source: Amazon RDS User Guide, "Identity and access management", and Systems Manager User Guide, "Start sessions by tags".
/// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/security_iam_id-based-policy-examples.html
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-examples.html
/// </remarks>
internal static class TaglessCalls
{
    // Of a resource, never of the request or the caller.
    private static readonly string[] s_tagKeys = ["ResourceTag/", "db-tag/", "cluster-tag/", "snapshot-tag/", "es-tag/", "og-tag/", "pg-tag/", "ri-tag/", "secgrp-tag/", "subgrp-tag/",
        "cluster-pg-tag/", "cluster-snapshot-tag/"];

    /// <summary>Whether a call like <paramref name="request"/> never has <paramref name="key"/>, a tag of a resource.</summary>
    internal static bool Lack(AuthorizationRequest request, string key) => IsTagOfResource(key) && (IsListing(request) || IsOfDocument(request, key) || CreatedResources.HaveNoTags(request));

    /// <summary>Whether the call lists, and was asked on every resource of a kind.</summary>
    internal static bool IsListing(AuthorizationRequest request)
    {
        var name = ActionName.NameOf(request.Action);
        return (name.StartsWith("Describe", StringComparison.OrdinalIgnoreCase) || name.StartsWith("List", StringComparison.OrdinalIgnoreCase))
            && Arn.TryParse(request.Resource.Value, out var arn) && (arn.Resource is "*" || arn.Resource.EndsWith(":*", StringComparison.Ordinal)
            || arn.Resource.EndsWith("/*", StringComparison.Ordinal))
            && arn.Service is not ("logs" or "ec2");
    }

    internal static bool IsTagOfResource(string key) => key.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
        && Array.Exists(s_tagKeys, part => key.AsSpan(colon + 1).StartsWith(part, StringComparison.OrdinalIgnoreCase));

    private static bool IsOfDocument(AuthorizationRequest request, string key) =>
        Arn.TryParse(request.Resource.Value, out var arn) && arn.Service is "ssm" && arn.Resource.StartsWith("document/", StringComparison.Ordinal)
        && (arn.AccountId.IsEmpty || (key.StartsWith("ssm:", StringComparison.OrdinalIgnoreCase) && request.Action.Equals("ssm:StartSession", StringComparison.OrdinalIgnoreCase)));
}
