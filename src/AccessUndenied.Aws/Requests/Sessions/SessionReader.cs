using System.Text.Json;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests.Sessions;

/// <summary>Puts together what a chain of calls says of the session at its end.</summary>
internal static class SessionReader
{
    /// <summary>A session that nobody can tell the call of: whatever policy was passed with it may have refused.</summary>
    internal static SessionFacts OfDisputed(string? accessKeyId) => new(new() { Found = false, IsDisputed = true, Why = SessionMessages.Disputed(accessKeyId) }, []);

    /// <summary>The session that the last of <paramref name="chain"/> made.</summary>
    /// <param name="chain">The calls, the first first.</param>
    /// <param name="why">How sure it is that they are the ones; null where it is certain.</param>
    internal static SessionFacts Of(IReadOnlyList<IssuedSession> chain, string? why)
    {
        var last = chain[^1];
        var tags = TagsOf(chain);
        var identity = chain.Select(link => link.SourceIdentity).FirstOrDefault(name => name is not null);
        var isHidden = !last.HasParameters;
        var session = new CallerSession
        {
            Chain = [.. chain.Select((link, at) => LinkOf(link, chain.Take(at).ToList()))],
            SessionPolicies = isHidden ? null : (last.Policy is null ? 0 : 1) + last.PolicyArns.Count,
            Tags = tags,
            SourceIdentity = identity,
            MfaAuthenticated = chain.Any(link => link.Mfa == true) ? true : chain.Any(link => link.Mfa == false) ? false : null,
            Found = true,
            Why = isHidden ? SessionMessages.NoParameters : why,
            Policies = PoliciesOf(last),
        };
        var context = tags.Select(tag => KeyValuePair.Create($"aws:PrincipalTag/{tag.Key}", ContextValue.Of(tag.Value)))
            .Concat(last.Claims.Select(claim => KeyValuePair.Create(claim.Key, ContextValue.Of(claim.Value)))).ToList();
        if (identity is not null)
        {
            context.Add(new("aws:SourceIdentity", ContextValue.Of(identity)));
        }

        return new(session, context);
    }

    private static SessionLink LinkOf(IssuedSession issued, List<IssuedSession> before) =>
        new(issued.Caller, issued.Action, issued.Time, issued.EventId.Length > 0 ? issued.EventId : null)
        {
            ExternalId = issued.ExternalId,
            DurationSeconds = issued.DurationSeconds,
            TransitiveTagKeys = issued.TransitiveTagKeys,
            SourceIdentity = issued.SourceIdentity,
            Request = SessionCalls.RequestOf(issued, TagsOf(before)),
        };

    // SESS-03: what is passed with a call counts before what came along; only transitive tags come along, and they cannot be replaced.
    private static SortedDictionary<string, string> TagsOf(IReadOnlyList<IssuedSession> chain)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var along = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var link in chain)
        {
            foreach (var key in tags.Keys.Where(key => !along.Contains(key)).ToList())
            {
                tags.Remove(key);
            }

            foreach (var (key, value) in link.Tags.Where(tag => !along.Contains(tag.Key)))
            {
                tags[key] = value;
            }

            along.UnionWith(link.TransitiveTagKeys.Where(tags.ContainsKey));
        }

        return tags;
    }

    private static List<RecordedPolicy> PoliciesOf(IssuedSession issued)
    {
        var policies = issued.PolicyArns.Select(arn => new RecordedPolicy { Id = arn, Layer = PolicyLayer.Session }).ToList();
        if (issued.Policy is { } text)
        {
            policies.Add(new() { Id = SessionMessages.InlinePolicy, Layer = PolicyLayer.Session, IsInline = true, DocumentJson = text });
        }

        return policies;
    }
}
