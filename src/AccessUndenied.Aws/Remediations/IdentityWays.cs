using AccessUndenied.Aws.Catalog;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Remediations;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Ways that would have the caller act under another's name, or change by tags what somebody may do.</summary>
/// <remarks>
/// The source identity and the name of a session are there to tell who acted:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html. Tags of resources, principals and sessions are what attribute-based access control goes by:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/introduction_attribute-based-access-control.html and https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html.
/// </remarks>
internal static class IdentityWays
{
    private static readonly string[] s_names = ["sts:RoleSessionName", "sts:SourceIdentity", "aws:SourceIdentity"];

    /// <summary>What is said where a name that tells who acts is asked for and is not the caller's own; null elsewhere.</summary>
    public static CallerWay? Of(AuthorizationRequest request, CallerWish wish, string page)
    {
        if (wish.IsAbsent || wish.Values.Count == 0
            || !Array.Exists(s_names, name => wish.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var own = OwnNames(request).ToList();
        return wish.Values.Any(value => own.Exists(name => wish.ArePatterns ? PolicyPattern.IsMatch(value, name) : value == name)) ? null
            : new(RemediationMessages.ForOthersAlone(wish.Key, string.Join(" or ", wish.Values)), page)
            {
                CanBeSimulated = false,
                IsOfAnotherCaller = true,
                IsForAnotherThing = true,
                ChangesAccess = true,
                Warnings = [new("another-identity", RemediationMessages.AnotherIdentity(wish.Key))],
            };
    }

    /// <summary>Whether what <paramref name="key"/> has is what policies decide by: tags of resources, of principals and of sessions.</summary>
    public static bool DecidesAccess(AuthorizationRequest request, string key) => CallerWays.IsTagOfResource(key) || IsOfPrincipal(key) || IsOfSession(request, key);

    public static Note WarningOf(string key, string name) =>
        IsOfPrincipal(key) || !CallerWays.IsTagOfResource(key) ? new(SensitiveActions.Escalation, RemediationMessages.TagOfPrincipal(name))
            : new("changes-access", RemediationMessages.TagOfResource(name));

    /// <summary>Whether <paramref name="key"/> is about the tags that a session is made with.</summary>
    public static bool IsOfSession(AuthorizationRequest request, string key) => ActionName.ServiceOf(request.Action).Equals("sts", StringComparison.OrdinalIgnoreCase)
        && (key.StartsWith("aws:RequestTag/", StringComparison.OrdinalIgnoreCase) || key.Equals("aws:TagKeys", StringComparison.OrdinalIgnoreCase)
            || key.Equals("sts:TransitiveTagKeys", StringComparison.OrdinalIgnoreCase));

    private static bool IsOfPrincipal(string key) => key.StartsWith("aws:PrincipalTag/", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> OwnNames(AuthorizationRequest request)
    {
        foreach (var name in (string?[])[LastPartOf(request.Principal.EntityId), request.Principal.SessionName, Only(request, "aws:username"), Only(request, "aws:SourceIdentity")])
        {
            if (name is { Length: > 0 })
            {
                yield return name;
            }
        }
    }

    // A role is no name of whoever acts with it.
    private static string? LastPartOf(string? entity) => entity?.Contains(":user/", StringComparison.Ordinal) == true ? entity[(entity.LastIndexOf('/') + 1)..] : null;

    private static string? Only(AuthorizationRequest request, string key) => request.Context[key] is { IsKnown: true, Count: 1 } value ? value[0] : null;
}
