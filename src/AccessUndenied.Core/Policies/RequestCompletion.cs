using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Policies;

/// <summary>Adds to a request what the policies' source knows of caller and resource beyond the record, and the way to the values of its condition keys.</summary>
internal static class RequestCompletion
{
    /// <summary>The request, ready to be simulated under <paramref name="policies"/>.</summary>
    public static AuthorizationRequest Of(AccessDeniedEvent recorded, AuthorizationRequest request, PolicySet policies, IConditionKeyRegistry keys)
    {
        request = Complete(request, policies);
        var query = new ConditionKeyQuery(recorded, request, policies.Facts);
        return request with { Context = RequestContext.Resolving(request.Context, key => keys.Resolve(key, query)) };
    }

    private static AuthorizationRequest Complete(AuthorizationRequest request, PolicySet policies)
    {
        var named = request.Resource;
        request = request with
        {
            Principal = policies.ResolvedPrincipal ?? request.Principal,
            Resource = policies.ResolvedResource ?? (request.Resource.AccountId is null && policies.ResourceAccountId is { } account
                ? request.Resource with { AccountId = account }
                : request.Resource),
        };

        if (policies.ResolvedResource is null)
        {
            return request;
        }

        // What the source knows by its whole name is no longer the guess that the record allowed, and so is the need for it.
        var provenance = request.Provenance;
        return request.ResourceNamedBy is null
            ? request with { Provenance = provenance with { Notes = [.. provenance.Notes.Where(known => known != provenance.ResourceNote)] } }
            : provenance.ResourceCertainty == Certainty.Certain ? Compared(request, named) : request with
            {
                Need = RequestNeed.Needed,
                Provenance = provenance with { ResourceCertainty = Certainty.Certain, ResourceFrom = PolicyMessages.FromPolicySource },
            };
    }

    // A text that names another resource than the one which is there does not make anything be proposed for it.
    private static AuthorizationRequest Compared(AuthorizationRequest request, ResourceId named)
    {
        if (request.Resource.Value == named.Value)
        {
            return request;
        }

        var note = PolicyMessages.KnownOtherwise(named.Value, request.ResourceNamedBy!.Value.Value, request.Resource.Value);
        var provenance = request.Provenance;
        return request with
        {
            Provenance = provenance with { ResourceFrom = PolicyMessages.FromPolicySource, Notes = [.. provenance.Notes, note], Doubts = [.. provenance.Doubts, note] },
        };
    }
}
