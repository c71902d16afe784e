using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Tests.Remediations.Opening;

/// <summary>Every request of the small world, made once: only the policies differ from case to case.</summary>
internal static class OpeningQuestions
{
    public static readonly string[] Callers =
        [OpeningUniverse.Session, OpeningUniverse.OtherSession, OpeningUniverse.OtherRoleSession, OpeningUniverse.Stranger, OpeningUniverse.Service, OpeningUniverse.Nobody];

    private static readonly Dictionary<string, Principal> s_principals = Callers.ToDictionary(caller => caller, OpeningUniverse.PrincipalOf, StringComparer.Ordinal);

    private static readonly Dictionary<(string Caller, string Owner), AuthorizationRequest[]> s_requests = (
        from caller in Callers
        from owner in new[] { OpeningUniverse.Account, OpeningUniverse.OtherAccount }
        select (Key: (caller, owner), Requests: OpeningUniverse.Points.Select(point => point.Of(s_principals[caller], owner)).ToArray()))
        .ToDictionary(item => item.Key, item => item.Requests);

    private static readonly Dictionary<string, RequestContext[]> s_contexts =
        Callers.ToDictionary(caller => caller, caller => OpeningUniverse.Points.Select(point => ContextOf(caller, point)).ToArray(), StringComparer.Ordinal);

    /// <summary>The requests of a caller on resources of an owner, in the order of <see cref="OpeningUniverse.Points"/>.</summary>
    public static AuthorizationRequest[] Of(string caller, string owner) => s_requests[(caller, owner)];

    /// <summary>Their context with what is known of the caller, in the same order.</summary>
    public static RequestContext[] ContextsOf(string caller) => s_contexts[caller];

    public static Principal PrincipalOf(string caller) => s_principals[caller];

    private static RequestContext ContextOf(string caller, OpeningPoint point)
    {
        var keys = point.Keys().ToList();
        if (OpeningUniverse.EntityOf(caller) is { } entity)
        {
            keys.Add(new("aws:PrincipalArn", entity));
        }

        if (OpeningUniverse.AccountOf(caller) is { } account)
        {
            keys.Add(new("aws:PrincipalAccount", account));
        }
        else if (caller == OpeningUniverse.Nobody)
        {
            keys.Add(new("aws:PrincipalAccount", "anonymous"));
        }

        return RequestContext.Of(keys.Select(pair => KeyValuePair.Create(pair.Key, ContextValue.Of(pair.Value))));
    }
}
