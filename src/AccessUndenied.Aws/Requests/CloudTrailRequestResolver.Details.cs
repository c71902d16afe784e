using AccessUndenied.Events;
using AccessUndenied.Aws.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <remarks>With AWS's own record of the refusal, where the message names one and somebody can read it (AID-01 to AID-09).</remarks>
internal sealed partial class CloudTrailRequestResolver
{
    /// <summary>Where AWS keeps its own record of the refusal of <paramref name="record"/>; null where its message does not say.</summary>
    public static AuthorizationReference? AuthorizationOf(CloudTrailEvent record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return MessageOf(record).Authorization;
    }

    /// <summary>By what AWS's own record of the refusal of <paramref name="record"/> is asked for; null where its message names no id that can be relied on.</summary>
    public static AuthorizationDetailsQuery? QueryOf(CloudTrailEvent record) => AuthorizationOf(record) is { Id: { } id } reference
        ? new(id, reference.Region ?? record.AwsRegion, AccountOfCall(record), record.Time) : null;

    private async ValueTask<RequestResolution?> ResolveRecordedAsync(CloudTrailEvent record, CancellationToken cancellationToken)
    {
        if (_details is null || QueryOf(record) is not { } query)
        {
            return null;
        }

        var lookup = await _details.FindAsync(query, cancellationToken).ConfigureAwait(false);
        return lookup switch
        {
            AuthorizationDetailsLookup.Found found => ResolveRecorded(record, query, found),
            AuthorizationDetailsLookup.Unavailable unavailable => WithoutRecord(Resolve(record), unavailable),
            _ => null,
        };
    }

    private static RequestResolution WithoutRecord(RequestResolution resolution, AuthorizationDetailsLookup.Unavailable unavailable) => new RequestResolution(resolution)
    {
        Authorization = new RecordedAuthorization(resolution.Authorization!) { Why = unavailable.Why },
        Unavailable = unavailable.IsLoss
                ? [.. resolution.Unavailable, new(null, RequestMessages.AuthorizationRecordItself, unavailable.Why) { Kind = EvidenceKind.AuthorizationRecord, Permission = unavailable.Permission }]
                : resolution.Unavailable,
    };

    private RequestResolution ResolveRecorded(CloudTrailEvent record, AuthorizationDetailsQuery query, AuthorizationDetailsLookup.Found found)
    {
        var message = MessageOf(record);
        var principal = PrincipalOf(record, message, out _);
        var asked = new RecordedAuthorization { Id = query.Id, Region = query.Region, Source = found.Source };
        if ((WhyOfOther(found.Details, message, principal) ?? (principal is null ? null : WhyOfOtherResource(found.Details, message, new(record, principal)))) is { } why)
        {
            return new RequestResolution(Resolve(record)) { Authorization = new RecordedAuthorization(asked) { Source = null, Why = why } };
        }

        return new RequestResolution(Resolve(record, null, found.Details))
        {
            Authorization = new RecordedAuthorization(asked)
            {
                Why = found.Details.Why,
                MissingPermission = found.Details.MissingPermission,
                Evaluations = found.Details.Evaluations,
                Policies = found.Details.Policies,
            },
        };
    }

    // What an id leads to must be what the message speaks of: whoever chooses a name could have put another id there (AID-04).
    private static string? WhyOfOther(AuthorizationDetailsRecord details, in DenialMessage message, Principal? principal)
    {
        var action = message.Action.ToString();
        if (action.Length > 0 && !details.Evaluations.Any(evaluation => evaluation.Action.Equals(action, StringComparison.OrdinalIgnoreCase)))
        {
            return RequestMessages.AuthorizationOfOther("action", details.Evaluations[0].Action, action);
        }

        if (Value(details, "aws:PrincipalAccount") is { } account && principal?.AccountId is { } home && account != home)
        {
            return RequestMessages.AuthorizationOfOther("account", account, home);
        }

        return principal is { Kind: PrincipalKind.User or PrincipalKind.RoleSession or PrincipalKind.Role, Name: { } name }
            && Value(details, "aws:PrincipalArn") is { } arn && arn[(arn.LastIndexOf('/') + 1)..] is var recorded && recorded != name && !arn.Contains($"/{name}/", StringComparison.Ordinal)
            ? RequestMessages.AuthorizationOfOther("caller", arn, principal.Id) : null;
    }

    // The call's own resource must have been decided on: that which the parameters name, or the text where they name none.
    private string? WhyOfOtherResource(AuthorizationDetailsRecord details, in DenialMessage message, ResourceSearch search)
    {
        var named = message.HasResource && Arn.TryParse(message.Resource.ToString(), out _) && !message.Resource.ContainsAny('*', '?') ? message.Resource.ToString() : null;
        string? other = null;
        foreach (var evaluation in details.Evaluations)
        {
            var action = ActionNamed(evaluation.Action);
            if (!message.Action.IsEmpty && !evaluation.Action.Equals(message.Action, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var asked = search.Parameters.AreKnown && _finder.IsOwn(action, search.Record.Service)
                ? _finder.OfParameters(action, search).FindAll(one => one.Certainty != Certainty.Guess && one.From == RequestMessages.FromParameters) : [];
            if ((ResourceContradictions.Of(evaluation.Resource, asked, action, search, _finder) ?? (asked.Count == 0 && named is not null
                && !evaluation.Resource.Equals(named, StringComparison.OrdinalIgnoreCase) ? named : null)) is not { } contradicted)
            {
                return null;
            }

            other ??= RequestMessages.AuthorizationOfOther("resource", evaluation.Resource, contradicted);
        }

        return other;
    }

    private static string? Value(AuthorizationDetailsRecord details, string key) => details.Contexts.SelectMany(context => context)
        .FirstOrDefault(pair => pair.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value is { IsKnown: true } value ? value[0] : null;

    // What was denied comes first, and of that what the message names.
    private static void AddRecorded(List<AuthorizationRequest> requests, ResourceSearch search, AuthorizationDetailsRecord details, string named, List<Note> notes)
    {
        foreach (var (evaluation, context) in details.Evaluations.Zip(details.Contexts)
            .OrderBy(pair => pair.First.Outcome == RecordedEffect.Allowed).ThenBy(pair => !pair.First.Action.Equals(named, StringComparison.OrdinalIgnoreCase)))
        {
            var resource = new FoundResource(
                evaluation.Resource == "*" ? ResourceId.Any with { AccountId = search.Principal.AccountId } : search.Identify(evaluation.Resource), Certainty.Certain, RequestMessages.FromDetails);
            var request = Request(search, evaluation.Action, Certainty.Certain, RequestMessages.FromDetails, resource, notes);
            var from = context.Where(pair => !request.Context[pair.Key].IsKnown).ToDictionary(pair => pair.Key, _ => RequestMessages.AuthorizationDetails, StringComparer.OrdinalIgnoreCase);
            requests.Add(request with
            {
                Context = RequestContext.Of([.. context, .. request.Context]),
                RecordedEffect = evaluation.Outcome,
                Provenance = request.Provenance with { ContextFrom = from },
            });
        }
    }
}
