using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Remediations;

/// <summary>Which call of a session's chain gives what policies ask of a session, and what that call needs for it (SESS-03, SESS-08).</summary>
/// <remarks>
/// Source: IAM User Guide, "Pass session tags in AWS STS" (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html: transitive tags cannot be overridden, and
/// <c>sts:TagSession</c> is needed) and "Monitor and control actions taken with assumed roles" (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html:
/// a source identity cannot be changed once it is set, and <c>sts:SetSourceIdentity</c> is needed).
/// </remarks>
internal static class SessionLinks
{
    private const string PrincipalTag = "aws:PrincipalTag/";
    private const string SourceIdentity = "aws:SourceIdentity";

    /// <summary>The call; null where a key is none of a session's, or no call of the chain gives it.</summary>
    public static SessionLink? For(CallerSession session, string key)
    {
        var chain = session.Chain;
        if (key.StartsWith(PrincipalTag, StringComparison.OrdinalIgnoreCase))
        {
            return chain.FirstOrDefault(link => link.TransitiveTagKeys.Contains(key[PrincipalTag.Length..], StringComparer.OrdinalIgnoreCase)) ?? chain[^1];
        }

        if (key.Equals(SourceIdentity, StringComparison.OrdinalIgnoreCase))
        {
            return chain.FirstOrDefault(link => link.SourceIdentity is not null) ?? chain[^1];
        }

        if (key.Equals(RevokedSessions.Key, StringComparison.OrdinalIgnoreCase))
        {
            return chain[^1];
        }

        // A code of a device is passed for a session of a user; the session of a role does not hold it.
        return (key.Equals(MfaWays.Present, StringComparison.OrdinalIgnoreCase) || key.Equals(MfaWays.Age, StringComparison.OrdinalIgnoreCase))
            && chain[^1].Action == "sts:GetSessionToken" ? chain[^1] : null;
    }

    /// <summary>The requests that the call would be with what gives a session <paramref name="added"/>; none where it is not known as a request.</summary>
    public static IReadOnlyList<AuthorizationRequest> CallsAt(SessionLink link, IReadOnlyList<KeyValuePair<string, ContextValue>> added)
    {
        if (link.Request is not { } call)
        {
            return [];
        }

        var context = new Dictionary<string, ContextValue>(call.Context, StringComparer.OrdinalIgnoreCase);
        var actions = new List<string> { call.Action };
        foreach (var (key, value) in added)
        {
            if (key.StartsWith(PrincipalTag, StringComparison.OrdinalIgnoreCase))
            {
                var name = key[PrincipalTag.Length..];
                context[$"aws:RequestTag/{name}"] = value;
                context["aws:TagKeys"] = ContextValue.Of([.. context.GetValueOrDefault("aws:TagKeys").ToList().Union([name], StringComparer.OrdinalIgnoreCase)]);
            }
            else if (key.Equals(SourceIdentity, StringComparison.OrdinalIgnoreCase))
            {
                context["sts:SourceIdentity"] = value;
            }
        }

        if (context.GetValueOrDefault("aws:TagKeys").IsKnown)
        {
            actions.Add("sts:TagSession");
        }

        if (context.GetValueOrDefault("sts:SourceIdentity").IsKnown)
        {
            actions.Add("sts:SetSourceIdentity");
        }

        return [.. actions.Select(action => call with { Action = action, Context = RequestContext.Of(context) })];
    }
}
