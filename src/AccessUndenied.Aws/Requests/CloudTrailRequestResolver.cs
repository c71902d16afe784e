using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <summary>Finds out which authorization requests a denied CloudTrail record stands for.</summary>
/// <remarks>
/// The record's message comes first, then its resources, then the catalog with ARN formats filled from the request's parameters.
/// Safe for use by several threads. Errors: a record that names nobody gives <see cref="RequestResolution.Problem"/>.
/// </remarks>
internal sealed partial class CloudTrailRequestResolver : IRequestResolver
{
    private readonly ActionCatalog _catalog;
    private readonly ResourceFinder _finder;
    private readonly MessageResources _named;
    private readonly RequestCompanions _companions;
    private readonly MessageWitness _witness;
    private readonly CompanionWitness _further;
    private readonly IAuthorizationMessageDecoder? _decoder;
    private readonly IAuthorizationDetailsSource? _details;
    private readonly ISessionSource? _sessions;

    /// <summary>A resolver that knows the actions of <paramref name="catalog"/>.</summary>
    public CloudTrailRequestResolver(ActionCatalog catalog)
        : this(catalog, null)
    {
    }

    /// <summary>The same, which has encoded authorization messages decoded.</summary>
    /// <param name="catalog">The actions it knows.</param>
    /// <param name="decoder">Decodes them; null for nobody.</param>
    internal CloudTrailRequestResolver(ActionCatalog catalog, IAuthorizationMessageDecoder? decoder)
        : this(catalog, decoder, null, null)
    {
    }

    /// <summary>The same, which has AWS's own records of refusals read too, and the calls that made sessions.</summary>
    /// <param name="catalog">The actions it knows.</param>
    /// <param name="decoder">Decodes encoded authorization messages; null for nobody.</param>
    /// <param name="details">Knows what authorization ids lead to; null for nobody.</param>
    /// <param name="sessions">Knows the calls that made sessions; null for nobody.</param>
    internal CloudTrailRequestResolver(ActionCatalog catalog, IAuthorizationMessageDecoder? decoder, IAuthorizationDetailsSource? details, ISessionSource? sessions)
    {
        _sessions = sessions;
        _details = details;
        ArgumentNullException.ThrowIfNull(catalog);
        _decoder = decoder;
        _catalog = catalog;
        _finder = new(catalog);
        _named = new(_finder);
        _companions = new(catalog);
        _witness = new(catalog);
        _further = new(catalog, _finder, _companions);
    }

    /// <summary>The requests behind <paramref name="deniedEvent"/>.</summary>
    public RequestResolution Resolve(AccessDeniedEvent deniedEvent) => Resolve(deniedEvent, null);

    /// <summary>The requests behind <paramref name="deniedEvent"/>, of which a decoded authorization message tells more.</summary>
    /// <param name="deniedEvent">The record.</param>
    /// <param name="decoded">The record's authorization message, decoded; null when it has none or nobody could decode it.</param>
    internal RequestResolution Resolve(AccessDeniedEvent deniedEvent, DecodedAuthorizationMessage? decoded)
    {
        ArgumentNullException.ThrowIfNull(deniedEvent);
        if (deniedEvent is not CloudTrailEvent record)
        {
            return Failed(RequestMessages.NoProvider, DenialHint.None);
        }

        var resolution = Resolve(record, decoded, null);
        return record.Told is null ? resolution : new RequestResolution(resolution) { Unavailable = [.. record.Told.Unavailable, .. resolution.Unavailable] };
    }

    private RequestResolution Resolve(CloudTrailEvent record, DecodedAuthorizationMessage? decoded, AuthorizationDetailsRecord? details)
    {
        var message = MessageOf(record);
        var resolution = Resolve(record, message, decoded, details);
        return message.Authorization is not { } authorization ? resolution : new RequestResolution(resolution)
        {
            Authorization = new() { Id = authorization.Id, Region = authorization.Region ?? record.AwsRegion, Why = authorization.Why ?? RequestMessages.AuthorizationNotAsked },
        };
    }

    private RequestResolution Resolve(CloudTrailEvent record, DenialMessage message, DecodedAuthorizationMessage? decoded, AuthorizationDetailsRecord? details)
    {
        var principal = PrincipalOf(record, message, out var problem);
        if (principal is null || record.Problem is not null)
        {
            return Failed(record.Problem ?? problem!, HintOf(record, message, decoded));
        }

        var search = new ResourceSearch(record, principal);
        message = WithWholeName(search, message);
        var hint = HintOf(record, message, decoded);
        var rights = hint.Refusal is null ? [] : RefusedRights.Of(hint.Refusal, TextOf(record), search);
        if (principal.Kind == PrincipalKind.Unknown)
        {
            return rights.Count > 0 ? new() { Requests = rights, Hint = RefusedRights.Blame(hint, rights) } : Failed(PrincipalMessages.NotEvaluable(record.Identity?.Type ?? ""), hint);
        }

        var requests = RefusedRights.Before(Requests(search, message, decoded, details), rights, hint);
        if (hint.Refusal is null && requests[0].Action is "sts:GetSessionToken" or "sts:GetCallerIdentity")
        {
            hint = new DenialHint(hint) { Refusal = RefusalReader.NoPermissionNeeded(requests[0].Action) };
        }

        requests = new NamedWildcards(_finder, _companions).Escape(requests, search, hint, TextOf(record), _catalog);
        return new() { Requests = WithDoubts(requests, search.Record), Hint = RefusedRights.Blame(hint, rights) };
    }

    // UID-30, MSG-58: whatever follows from such a record, nothing of it is certain.
    private static IReadOnlyList<AuthorizationRequest> WithDoubts(IReadOnlyList<AuthorizationRequest> requests, CloudTrailEvent record)
    {
        var doubts = requests.SelectMany(request => request.Provenance.Notes).Where(RequestMessages.IsDoubt).Distinct().ToList();
        if (CallerContradictions.Of(record.Identity) is { } ofCaller)
        {
            doubts.Insert(0, ofCaller);
        }

        return doubts.Count == 0 ? requests
            : [.. requests.Select(request => request with { Provenance = request.Provenance with { Doubts = doubts, Notes = [.. request.Provenance.Notes.Union(doubts)] } })];
    }

    /// <summary>The encoded authorization message of <paramref name="record"/>; null when it has none or CloudTrail cut it.</summary>
    public static string? EncodedMessageOf(CloudTrailEvent record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var message = MessageOf(record);
        return message.EncodedMessage.IsEmpty || message.IsTruncated ? null : message.EncodedMessage.ToString();
    }

    private List<AuthorizationRequest> Requests(ResourceSearch search, in DenialMessage message, DecodedAuthorizationMessage? decoded, AuthorizationDetailsRecord? details)
    {
        var requests = new List<AuthorizationRequest>(1);
        var notes = NotesOf(search.Record, message, decoded);
        if (search.Record.Told is { } told && (told.Action is not null || told.Resource is not null))
        {
            AddTold(requests, search, message, told, notes);
        }
        else if (details is not null)
        {
            AddRecorded(requests, search, details, message.Action.ToString(), notes);
        }
        else if (decoded?.Action is { } decodedAction)
        {
            var action = ActionNamed(decodedAction.Contains(':', StringComparison.Ordinal) ? decodedAction : PrefixOf(search.Record) + ":" + decodedAction);
            var resource = decoded.Resource is null ? _finder.Find(action, search)[0] : new(search.Identify(decoded.Resource), Certainty.Certain, RequestMessages.FromDecoded);
            requests.Add(Request(search, action.FullName, Certainty.Certain, RequestMessages.FromDecoded, resource, notes, decoded));
            AddOthers(requests, action, search, notes);
        }
        else if (!message.Action.IsEmpty)
        {
            AddNamed(requests, search, message, ActionNamed(message.RefusedAction), Certainty.Certain, notes);
        }
        else if (message.ImpliedAction is { } implied && !ServiceName.LabelOf(search.Record.Service).Equals("kms", StringComparison.OrdinalIgnoreCase))
        {
            AddNamed(requests, search, message, ActionNamed(implied), Certainty.Likely, notes);
        }
        else
        {
            AddOfOperation(requests, search, message, notes);
        }

        AddBehindAccessPoint(requests, search);
        return requests;
    }

    private void AddNamed(
        List<AuthorizationRequest> requests, ResourceSearch search, in DenialMessage message, CatalogAction action, Certainty certainty, List<Note> notes)
    {
        var isBelieved = true;
        if (!IsOwnAction(action, search.Record.Operation))
        {
            isBelieved = _witness.IsCheckedFor(action, search);
            notes.Add(isBelieved
                ? RequestMessages.OtherAction(search.Record.Operation, action.FullName) : RequestMessages.ActionOfText(search.Record.Operation, action.FullName));
        }

        var other = OtherNamed(search.Record, message);
        if (other is not null && !MessageWitness.IsNamedIn(search, other))
        {
            notes.Add(RequestMessages.CallerOfText(other, search.Principal));
            other = null;
        }
        else if (other is not null)
        {
            notes.Add(RequestMessages.OtherCaller(other, search.Principal));
        }

        // MSG-57: what the sentence names is the resource of its own action.
        var isOther = !message.LackingAction.IsEmpty && action.TakesNoResource;
        foreach (var resource in !isOther && _named.Find(action, search, message, notes) is { } named ? (isBelieved ? Agreed(action, search, named) : [named]) : _finder.Find(action, search))
        {
            if (action.Service == "kms" && resource is { Certainty: Certainty.Guess, Id.AccountId: { } owner } && search.Principal.AccountId is { } caller && owner != caller)
            {
                notes.Add(RequestMessages.MaybeManagedKey(ServiceName.LabelOf(search.Record.Service).ToString(), caller));
            }

            var request = Request(search, action.FullName, certainty, RequestMessages.FromMessage, resource, notes);
            requests.Add(other is null ? request : request with { Principal = other, Context = RequestContext.Of([.. RefusedRights.OfOthers([])]) });
        }

        AddOthers(requests, action, search, notes);
    }

    private void AddOfOperation(List<AuthorizationRequest> requests, ResourceSearch search, in DenialMessage message, List<Note> notes)
    {
        var operation = _catalog.FindOperation(search.Record.Service, search.Record.Operation);
        var actions = operation.Match == OperationMatch.Guess ? [OwnAction(search.Record, operation.Actions[0])] : OperationIrregularities.Needed(operation.Actions, search, _catalog);
        var certainty = operation.IsExact ? Certainty.Likely : Certainty.Guess;
        if (operation.Match is OperationMatch.Guess or OperationMatch.Unknown)
        {
            notes.Add(operation.Match == OperationMatch.Guess ? RequestMessages.UnknownService(search.Record.Service, operation.Actions[0].FullName) : RequestMessages.NotAListedAction);
        }

        if (actions.Count > 1)
        {
            notes.Add(RequestMessages.SeveralActions(search.Record.Operation));
        }

        List<FoundResource>? resources = null;
        foreach (var action in actions)
        {
            // EC2, AppSync and SQS may name the resource alone (MSG-41).
            var found = _named.Find(action, search, message, notes) is { } named ? Agreed(action, search, named) : _finder.Find(action, search);
            resources ??= found;
            foreach (var resource in found)
            {
                // What stands for the event is the first; of what is guessed beside it nobody can say that it was needed.
                var isPossible = requests.Count > 0 && (resource.Certainty == Certainty.Guess || OperationIrregularities.AreAlternatives(actions, search));
                requests.Add(Request(search, action.FullName, certainty, RequestMessages.FromOperation, resource, notes) with { Need = isPossible ? RequestNeed.Possible : RequestNeed.Needed });
            }
        }

        AddCompanions(requests, actions, search, resources!, notes);
    }

    private static AuthorizationRequest Request(
        ResourceSearch search,
        string action,
        Certainty certainty,
        string from,
        FoundResource resource,
        List<Note> notes,
        DecodedAuthorizationMessage? decoded = null) => new()
        {
            Principal = search.Principal,
            Action = action,
            Operation = search.Record.Operation is { Length: > 0 } operation ? operation : null,
            Resource = resource.Id,
            Context = RecordedContext.Of(search.Record, decoded),
            NetworkEndpointId = search.Record.VpcEndpointId,
            NetworkEndpointAccountId = AccountIds.IsAccountId(search.Record.VpcEndpointAccountId) ? search.Record.VpcEndpointAccountId : null,
            Provenance = new(certainty, from, resource.Certainty, resource.From, resource.Note is null ? notes : [.. notes, resource.Note])
            {
                ResourceNote = resource.Id.IsApproximate ? resource.Note : null,
            },
        };

    private static RequestResolution Failed(string problem, DenialHint hint) => new() { Requests = [], Hint = hint, Problem = problem };
}
