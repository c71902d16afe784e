using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Makes requests of the rights that a service's refusal is over: those of its role, of the service itself, or of the caller.</summary>
/// <remarks>What they are the table of refusals says; a right whose owner or resource the record does not name is left out.</remarks>
internal static class RefusedRights
{
    private const string OfRole = "role:";
    private const string OfKey = "key:";
    private const string OfObject = "object:";
    private const string OfImage = "image:";
    private const string Caller = "caller";

    // More destinations than that nobody gives one call.
    private const int MostItems = 10;

    // What the record tells of its own caller says nothing of another party's calls.
    private static readonly string[] s_callersOwn =
    [
        "aws:SourceIp", "aws:SourceVpc", "aws:SourceVpce", "aws:VpcSourceIp", "aws:UserAgent", "aws:userid", "aws:username", "aws:MultiFactorAuthPresent",
        "aws:MultiFactorAuthAge", "aws:TokenIssueTime", "aws:SecureTransport", "aws:SourceIdentity", "aws:FederatedProvider", "aws:CalledVia", "aws:ViaAWSService",
    ];

    /// <summary>The rights that <paramref name="refusal"/> is over.</summary>
    internal static List<AuthorizationRequest> Of(ServiceRefusal refusal, string? text, ResourceSearch search)
    {
        var rights = new List<AuthorizationRequest>();
        if (RefusalTable.Named(refusal.Id) is not { } row)
        {
            return rights;
        }

        foreach (var ask in row.Asks)
        {
            // Where the request lists several destinations, the refusal may be over any of them.
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var nth = 0; nth < MostItems && Add(rights, ask, new(row, text, search, nth), row, search, seen); nth++)
            {
            }
        }

        return rights;
    }

    private static bool Add(List<AuthorizationRequest> rights, RefusalAsk ask, RefusalPlaces places, RefusalRow row, ResourceSearch search, HashSet<string> seen)
    {
        if (PrincipalOf(ask, row, places, search) is not { } principal || ResourceOf(ask.Resource, places, search) is not { } resource || !seen.Add(resource.Id.Value ?? "*"))
        {
            return false;
        }

        if (IsOfAnotherService(ask, resource))
        {
            return true;
        }

        var context = ContextOf(ask, places, resource);
        foreach (var action in ask.Actions.Select(places.Fill).OfType<string>())
        {
            rights.Add(Right(principal, action, resource, principal == search.Principal ? context : [.. context, .. OfOthers(context)], row));
        }

        return true;
    }

    // Where a parameter may name a stream or a delivery stream, the rights on the one are none on the other.
    private static bool IsOfAnotherService(RefusalAsk ask, FoundResource resource) =>
        ask.Resource.StartsWith('{') && Arn.TryParse(resource.Id.Value, out var arn) && !ask.Actions.Any(action => ActionName.ServiceOf(action).SequenceEqual(arn.Service));

    /// <summary>What the error text says of rights whose owner the record does not name: it is the only witness of what they lack.</summary>
    internal static DenialHint Blame(DenialHint hint, List<AuthorizationRequest> rights) => hint.Refusal is { } refusal && rights is [{ Principal.Kind: PrincipalKind.Unknown }, ..]
        ? new DenialHint(hint) { Refusal = Uncertain(refusal), Layer = PolicyLayer.Identity, IsExplicitDeny = false }
        : hint;

    private static ServiceRefusal Uncertain(ServiceRefusal refusal) =>
        new() { Id = refusal.Id, Reason = refusal.Reason, Advice = refusal.Advice, Page = refusal.Page, IsCertain = false };

    /// <summary>The rights before what the caller asked for, which policies allowed where the service speaks for itself.</summary>
    internal static IReadOnlyList<AuthorizationRequest> Before(List<AuthorizationRequest> own, List<AuthorizationRequest> rights, DenialHint hint)
    {
        if (rights.Count == 0)
        {
            return own;
        }

        var all = new List<AuthorizationRequest>(rights);
        foreach (var request in own)
        {
            var same = all.FindIndex(right => IsSame(right, request));
            if (same < 0)
            {
                all.Add(hint.Refusal!.IsCertain ? request with { Need = RequestNeed.Possible } : request);
            }
            else if (all[same].Resource.IsAny && !request.Resource.IsAny)
            {
                all[same] = request with { IsOfRefusal = true, Need = RequestNeed.Needed };
            }
        }

        return all;
    }

    private static bool IsSame(AuthorizationRequest one, AuthorizationRequest other) =>
        one.Principal.Id == other.Principal.Id && one.Action.Equals(other.Action, StringComparison.OrdinalIgnoreCase)
        && (one.Resource.Value == other.Resource.Value || one.Resource.IsAny || other.Resource.IsAny || other.Provenance.ResourceCertainty == Certainty.Guess);

    private static AuthorizationRequest Right(
        Principal principal, string action, FoundResource resource, IReadOnlyList<KeyValuePair<string, ContextValue>> context, RefusalRow row) => new()
        {
            Principal = principal,
            Action = action,
            Resource = resource.Id,
            Context = RequestContext.Of(context),
            IsOfRefusal = true,
            Provenance = new(Certainty.Likely, RequestMessages.FromRefusal, resource.Certainty, resource.From,
                [RequestMessages.OverRight(principal, action, row.Page), .. resource.Note is null ? Array.Empty<Note>() : [resource.Note]])
            {
                ResourceNote = resource.Id.IsApproximate ? resource.Note : null,
            },
        };

    private static Principal? PrincipalOf(RefusalAsk ask, RefusalRow row, RefusalPlaces places, ResourceSearch search)
    {
        if (ask.Who == Caller)
        {
            return search.Principal.Kind == PrincipalKind.Unknown ? null : search.Principal;
        }

        var isRole = ask.Who.StartsWith(OfRole, StringComparison.Ordinal);
        var text = isRole ? places.Role(ask.Who[OfRole.Length..]) : places.Fill(ask.Who);
        if (text is null && isRole && row.Whose is { } whose && places.Fill(whose) is { } words)
        {
            return new() { Kind = PrincipalKind.Unknown, Id = words, EntityId = words, AccountId = places.Account };
        }

        return AwsPrincipal.TryParse(text, out var principal) && principal.Kind is PrincipalKind.Role or PrincipalKind.Service ? principal : null;
    }

    private static FoundResource? ResourceOf(string resource, RefusalPlaces places, ResourceSearch search)
    {
        if (resource == "any")
        {
            return new(ResourceFinder.AnyOf(search), Certainty.Certain, RequestMessages.FromNoResource);
        }

        if (resource == "linked-role")
        {
            return places.LinkedRole() is { } linked ? new(search.Identify(linked.Arn), Certainty.Likely, RequestMessages.FromRefusal) : null;
        }

        var arn = resource.StartsWith(OfRole, StringComparison.Ordinal) ? places.Role(resource[OfRole.Length..])
            : resource.StartsWith(OfKey, StringComparison.Ordinal) ? places.Key(resource[OfKey.Length..])
            : resource.StartsWith(OfObject, StringComparison.Ordinal) ? places.Object(resource[OfObject.Length..])
            : resource.StartsWith(OfImage, StringComparison.Ordinal) ? places.Repository(resource[OfImage.Length..])
            : places.Fill(resource);
        return arn is not null && Arn.TryParse(arn, out _) ? new(search.Identify(arn), Certainty.Likely, RequestMessages.FromParameters) : null;
    }

    private static List<KeyValuePair<string, ContextValue>> ContextOf(RefusalAsk ask, RefusalPlaces places, FoundResource resource)
    {
        var context = new List<KeyValuePair<string, ContextValue>>();
        foreach (var (key, template) in ask.Context)
        {
            context.Add(new(key, places.Fill(template) is { } value ? ContextValue.Of(value) : ContextValue.Unknown));
        }

        if (ask.Resource == "linked-role")
        {
            context.Add(new("iam:AWSServiceName", ContextValue.Of(resource.Id.Value!.Split('/')[2])));
        }

        return context;
    }

    /// <summary>What the record tells of its own caller, unknown of another party, where it is not among <paramref name="known"/>.</summary>
    internal static IEnumerable<KeyValuePair<string, ContextValue>> OfOthers(List<KeyValuePair<string, ContextValue>> known) =>
        s_callersOwn.Where(key => !known.Exists(item => item.Key.Equals(key, StringComparison.OrdinalIgnoreCase)))
            .Select(key => new KeyValuePair<string, ContextValue>(key, ContextValue.Unknown));
}
