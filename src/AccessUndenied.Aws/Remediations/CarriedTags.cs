using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Requests.Companions;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>The tags of a request, as conditions of the tagging action that comes with a creation or a session.</summary>
/// <remarks>
/// Policies rest on tags: whoever may set any tag may give itself, or take from others, any access that hangs on one. What may be tagged, and with what, the tagging action's own
/// conditions say. Which actions these are is data: those that <see cref="CompanionTable"/> lists for calls that send tags, and <c>sts:TagSession</c>. Source: IAM User Guide,
/// "Controlling access during AWS requests" (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html#access_tags_control-requests) and "Permissions required to pass session
/// tags" (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required).
/// </remarks>
internal static class CarriedTags
{
    private static readonly (string Keys, string Tag) s_common = ("aws:TagKeys", "aws:RequestTag/");

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging-and-policies.html
    private static readonly (string Keys, string Tag) s_ofObjects = ("s3:RequestObjectTagKeys", "s3:RequestObjectTag/");

    private const string TransitiveTagKeys = "sts:TransitiveTagKeys";
    private const string EachKey = "ForAllValues:StringEquals";
    private const string TagSession = "sts:TagSession";

    /// <summary>The conditions that hold for the tags of <paramref name="request"/>; none where it is no tagging beside another call, or the action never carries tags.</summary>
    public static IEnumerable<(string Operator, string Key, string Value)> Of(AuthorizationRequest request)
    {
        if (!IsBesideAnotherCall(request) && !PrincipalTags.AreChangedBy(request))
        {
            yield break;
        }

        var (keys, tag) = request.Action.Equals("s3:PutObjectTagging", StringComparison.OrdinalIgnoreCase) ? s_ofObjects : s_common;
        foreach (var name in request.Context[keys].ToList().Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (Carries(request, tag + name) && request.Context[tag + name] is { Count: 1 } value)
            {
                yield return ("StringEquals", tag + name, value[0]);
            }

            if (Carries(request, keys))
            {
                yield return (EachKey, keys, name);
            }
        }

        foreach (var name in IsOfSession(request) ? request.Context[TransitiveTagKeys].ToList() : [])
        {
            yield return (EachKey, TransitiveTagKeys, name);
        }
    }

    /// <summary>Whether the action of <paramref name="request"/> tags what another call makes, so that an Allow of it stands for whatever tags later calls bring.</summary>
    public static bool IsBesideAnotherCall(AuthorizationRequest request) => IsOfSession(request)
        || (request.Operation is { } operation && !operation.AsSpan().StartsWith(ActionName.NameOf(request.Action), StringComparison.OrdinalIgnoreCase)
            && (CompanionTable.Default.IsForTags(request.Action) || ActionName.NameOf(request.Action) is "TagResource" or "AddTags" or "AddTagsToResource"));

    private static bool IsOfSession(AuthorizationRequest request) => request.Action.Equals(TagSession, StringComparison.OrdinalIgnoreCase);

    // A condition on what an action never carries would refuse the very call.
    private static bool Carries(AuthorizationRequest request, string key) =>
        IsOfSession(request) || ActionCatalog.Default.FindAction(request.Action) is not { } action || action.Supplies(key);
}
