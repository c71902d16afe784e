using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;
using AccessUndenied.Simulation;

namespace AccessUndenied.Remediations;

/// <summary>Names the call of the session's chain at which a remedy is to be done, and tries whether that call would be allowed so.</summary>
/// <remarks>
/// What a session was made with cannot be changed any more: it has to be made anew. The call with what the remedy adds to it is simulated under the policies of now; what is not
/// known of it stays unknown, and a remedy whose call would be refused is not verified.
/// </remarks>
internal sealed class LinkedRemedies
{
    private readonly IPolicySource _source;
    private readonly ISimulator _simulator;
    private readonly IPolicyDialect _dialect;

    public LinkedRemedies(IPolicySource source, ISimulator simulator, IPolicyDialect dialect)
    {
        _source = source;
        _simulator = simulator;
        _dialect = dialect;
    }

    /// <summary>The same remediations, each with its call where it has one.</summary>
    public async ValueTask<IReadOnlyList<Remediation>> LinkAsync(IReadOnlyList<Remediation> remediations, CallerSession? session, CancellationToken cancellationToken)
    {
        if (session is not { Found: true, Chain.Count: > 0 } || !remediations.Any(remediation => LinkOf(remediation, session) is not null))
        {
            return remediations;
        }

        var linked = new List<Remediation>(remediations.Count);
        foreach (var remediation in remediations)
        {
            linked.Add(LinkOf(remediation, session) is { } link ? await AtAsync(remediation, link, cancellationToken).ConfigureAwait(false) : remediation);
        }

        return linked;
    }

    // A policy of the session is passed by the call that made it; what else is changed of the session, the dialect knows the call of.
    private SessionLink? LinkOf(Remediation remediation, CallerSession session)
    {
        if (remediation.Changes.Any(change => change.Layer == PolicyLayer.Session))
        {
            return session.Chain[^1];
        }

        return remediation.Sets.Select(set => _dialect.LinkFor(session, set.Key)).FirstOrDefault(link => link is not null);
    }

    private async ValueTask<Remediation> AtAsync(Remediation remediation, SessionLink link, CancellationToken cancellationToken)
    {
        var added = remediation.Sets;
        var notes = new List<Note>();
        var isRefused = false;
        foreach (var request in _dialect.CallsAt(link, added))
        {
            var policies = await _source.GetPoliciesAsync(request, cancellationToken).ConfigureAwait(false);
            var known = request with
            {
                Principal = policies.ResolvedPrincipal ?? request.Principal,
                Resource = policies.ResolvedResource ?? request.Resource,
                Context = RequestContext.Resolving(request.Context, key => policies.Facts.TryGet(key, out var fact) ? fact : ContextValue.Unknown),
            };
            var result = await _simulator.SimulateAsync(known, policies, cancellationToken).ConfigureAwait(false);
            var isRead = result.Error is null && policies.Unavailable.All(item => item.Layer is null or PolicyLayer.Session);
            isRefused |= isRead && result.Decision is Decision.ImplicitDeny or Decision.ExplicitDeny;
            if (NoteOn(known, link, result, isRead, added.Count > 0) is { } note)
            {
                notes.Add(note);
            }
        }

        return new Remediation(remediation)
        {
            Link = link,
            Verified = remediation.Verified && !isRefused,
            Assumptions = [.. remediation.Assumptions, .. notes],
        };
    }

    // That a call that was made can be made again goes without saying.
    private static Note? NoteOn(AuthorizationRequest request, SessionLink link, SimulationResult result, bool isRead, bool isChanged) => result.Decision switch
    {
        Decision.ImplicitDeny or Decision.ExplicitDeny when isRead => RemedyMessages.LinkRefused(request, link, result.Decision),
        _ when !isChanged => null,
        Decision.Allowed when isRead => RemedyMessages.LinkAllowed(request, link),
        _ => RemedyMessages.LinkOpen(request, link, result.MissingContextKeys),
    };
}
