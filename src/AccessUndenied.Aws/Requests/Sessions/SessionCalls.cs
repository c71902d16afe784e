using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests.Sessions;

/// <summary>Makes the authorization request anew that a call that made a session was, of what its record tells (SESS-08).</summary>
internal static class SessionCalls
{
    private const string AssumeRole = "sts:AssumeRole";

    /// <summary>The request; null for what is no call of <c>AssumeRole</c> by a known caller, whose parameters are known.</summary>
    /// <param name="issued">The call.</param>
    /// <param name="tags">The tags that the caller's own session had.</param>
    public static AuthorizationRequest? RequestOf(IssuedSession issued, IReadOnlyDictionary<string, string> tags)
    {
        if (issued is not { Action: AssumeRole, HasParameters: true, RoleArn: { } role } || !AwsPrincipal.TryParse(issued.Caller, out var caller)
            || caller.Kind is not (PrincipalKind.User or PrincipalKind.RoleSession) || Arn.AccountOf(role) is not { } account)
        {
            return null;
        }

        var context = new List<KeyValuePair<string, ContextValue>>
        {
            new("sts:ExternalId", Of(issued.ExternalId)),
            new("sts:RoleSessionName", Of(issued.SessionId?[(issued.SessionId.IndexOf(':', StringComparison.Ordinal) + 1)..])),
            new("sts:SourceIdentity", Of(issued.SourceIdentity)),
            new("aws:TagKeys", issued.Tags.Count == 0 ? ContextValue.Absent : ContextValue.Of([.. issued.Tags.Select(tag => tag.Key)])),
            new("sts:TransitiveTagKeys", issued.TransitiveTagKeys.Count == 0 ? ContextValue.Absent : ContextValue.Of([.. issued.TransitiveTagKeys])),
        };
        context.AddRange(issued.Tags.Select(tag => KeyValuePair.Create($"aws:RequestTag/{tag.Key}", ContextValue.Of(tag.Value))));
        context.AddRange(tags.Select(tag => KeyValuePair.Create($"aws:PrincipalTag/{tag.Key}", ContextValue.Of(tag.Value))));
        if (issued.DurationSeconds is { } seconds)
        {
            context.Add(new("sts:DurationSeconds", ContextValue.Of(seconds.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        }

        if (issued.Mfa is { } mfa && caller.Kind == PrincipalKind.User)
        {
            context.Add(new("aws:MultiFactorAuthPresent", ContextValue.Of(mfa)));
        }

        return new()
        {
            Principal = caller,
            Action = AssumeRole,
            Operation = "AssumeRole",
            Resource = new(role, account),
            Context = RequestContext.Of(context),
            Provenance = new(Certainty.Certain, SessionMessages.Place, Certainty.Certain, SessionMessages.Place, [])
            {
                ContextFrom = context.Where(pair => pair.Value.IsKnown).ToDictionary(pair => pair.Key, _ => SessionMessages.Place, StringComparer.OrdinalIgnoreCase),
            },
        };
    }

    private static ContextValue Of(string? value) => value is { Length: > 0 } ? ContextValue.Of(value) : ContextValue.Absent;
}
