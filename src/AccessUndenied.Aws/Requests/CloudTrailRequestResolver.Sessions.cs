using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests.Sessions;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <remarks>With the session behind the record, where the call that made it is at hand (SESS-01).</remarks>
internal sealed partial class CloudTrailRequestResolver
{
    /// <summary>Whether the message of <paramref name="record"/> blames a policy of the session.</summary>
    internal static bool BlamesSession(CloudTrailEvent record) => MessageOf(record).Layer == PolicyLayer.Session;

    private async ValueTask<RequestResolution> WithSessionAsync(CloudTrailEvent record, RequestResolution resolution, CancellationToken cancellationToken)
    {
        if (_sessions is null || resolution.Requests.Count == 0 || await _sessions.FindAsync(record, cancellationToken).ConfigureAwait(false) is not { } facts)
        {
            return resolution;
        }

        var ids = facts.Session.Policies.Where(policy => !policy.IsInline).Select(policy => policy.Id).ToList();
        return resolution with { Session = facts.Session, Requests = [.. resolution.Requests.Select(request => WithSession(request, facts, ids))] };
    }

    // What AWS recorded of the request itself counts before what follows from the session.
    private static AuthorizationRequest WithSession(AuthorizationRequest request, SessionFacts facts, IReadOnlyList<string> policies)
    {
        var added = facts.Context.Where(pair => !request.Context[pair.Key].IsKnown).ToList();
        var from = new Dictionary<string, string>(request.Provenance.ContextFrom, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, _) in added)
        {
            from[key] = SessionMessages.Place;
        }

        var notes = facts.Session.Found ? request.Provenance.Notes.Where(note => !RequestMessages.IsOnSessionPolicy(note)).ToList() : request.Provenance.Notes;
        return request with
        {
            SessionPolicyIds = policies,
            Context = added.Count == 0 ? request.Context : RequestContext.Of([.. request.Context, .. added]),
            Provenance = request.Provenance with { ContextFrom = from, Notes = notes },
        };
    }
}
