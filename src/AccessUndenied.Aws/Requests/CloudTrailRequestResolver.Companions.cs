using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Requests.Companions;
using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <remarks>All that a call needs, beside what its message names: whoever mends one thing wants to mend them all.</remarks>
internal sealed partial class CloudTrailRequestResolver
{
    private const int MostRequests = 32;

    /// <summary>Adds what the call needs beside <paramref name="named"/>: its own action, where that is another or has other resources, and its companions.</summary>
    private void AddOthers(List<AuthorizationRequest> requests, CatalogAction named, ResourceSearch search, List<Note> notes)
    {
        var operation = _catalog.FindOperation(search.Record.Service, search.Record.Operation);
        if (!operation.IsExact || !search.Parameters.AreKnown || OperationIrregularities.StandsForTheOperation(named.FullName))
        {
            return;
        }

        var actions = OperationIrregularities.Needed(operation.Actions, search, _catalog);
        List<FoundResource>? own = null;
        foreach (var action in actions)
        {
            var found = _finder.Find(action, search);
            own ??= found;
            var isNamed = action.FullName.Equals(named.FullName, StringComparison.OrdinalIgnoreCase);
            if (!isNamed || OperationIrregularities.IsCheckedOnEachResource(action, search.Record.Operation))
            {
                AddOwn(requests, action, found, OperationIrregularities.AreAlternatives(actions, search), isNamed, search);
            }
            else
            {
                AddOwn(requests, action, BesideNamed(requests, found), isOneOfSeveral: false, isNamed, search);
            }
        }

        AddCompanions(requests, actions, search, own!, notes);
    }

    // RES-09: of several resources of a call AWS's text names the one that was refused first, and the others that the parameters name have still to be allowed.
    private static List<FoundResource> BesideNamed(List<AuthorizationRequest> requests, List<FoundResource> found) =>
        found.Count > 1 && found.Exists(one => requests.Exists(request => request.Resource.Value == one.Id.Value))
            ? found.FindAll(one => one.Certainty != Certainty.Guess && (!one.Id.Value.AsSpan().ContainsAny('*', '?') || Secrets.IsNamedOpenly(one.Id.Value)))
            : [];

    // S3-12: the bucket behind an access point has its own say.
    private void AddBehindAccessPoint(List<AuthorizationRequest> requests, ResourceSearch search)
    {
        if (requests is not [var first, ..] || _catalog.FindAction(first.Action) is not { } action || S3Resources.BehindAccessPoint(action, search) is not var (bucket, point, account)
            || first.Resource.Value == bucket.Id.Value)
        {
            return;
        }

        var request = Request(search, first.Action, first.Provenance.ActionCertainty, first.Provenance.ActionFrom, bucket, [CompanionMessages.BehindAccessPoint(point)]);
        requests.Add(request with
        {
            Context = RequestContext.Of(
                [.. request.Context, new("s3:DataAccessPointArn", ContextValue.Of(point)),
                 new("s3:DataAccessPointAccount", ContextValue.Of(account)), new("s3:AccessPointNetworkOrigin", ContextValue.Unknown)]),
        });
    }

    private static void AddOwn(
        List<AuthorizationRequest> requests, CatalogAction action, List<FoundResource> found, bool isOneOfSeveral, bool isNamed, ResourceSearch search)
    {
        foreach (var resource in found)
        {
            if (isNamed && requests.Exists(request => IsCovered(request.Resource.Value, resource.Id.Value)))
            {
                continue;
            }

            var why = isOneOfSeveral ? CompanionMessages.OneOfSeveral : isNamed ? CompanionMessages.AllResources : CompanionMessages.OwnAction(search.Record.Operation);
            var request = Request(search, action.FullName, Certainty.Likely, RequestMessages.FromOperation, resource, [why]);
            requests.Add(isOneOfSeveral || resource.Certainty == Certainty.Guess ? request with { Need = RequestNeed.Possible } : request);
        }
    }

    private void AddCompanions(
        List<AuthorizationRequest> requests, IReadOnlyList<CatalogAction> actions, ResourceSearch search, IReadOnlyList<FoundResource> own, List<Note> notes)
    {
        foreach (var companion in _companions.Of(actions, search, own))
        {
            if (IsAlreadyThere(requests, companion))
            {
                continue;
            }

            var request = Request(search, companion.Action, companion.Certainty, RequestMessages.FromCompanion, companion.Resource, [companion.Note, .. notes]);
            requests.Add(request with
            {
                Principal = companion.MadeBy ?? request.Principal,
                Need = companion.Need,
                ResourceNamedBy = companion.NamedBy,
                Context = companion.Context.Count == 0 ? request.Context : RequestContext.Of([.. companion.Context, .. request.Context]),
            });
        }

        if (requests.Count > MostRequests)
        {
            var first = requests[0];
            requests[0] = first with { Provenance = first.Provenance with { Notes = [.. first.Provenance.Notes, CompanionMessages.More(requests.Count - MostRequests)] } };
            requests.RemoveRange(MostRequests, requests.Count - MostRequests);
        }
    }

    // What the message itself names is the same request, of which the companion knows more.
    private static bool IsAlreadyThere(List<AuthorizationRequest> requests, Companion companion)
    {
        if (companion.MadeBy is not null)
        {
            return false;
        }

        var isThere = false;
        for (var i = 0; i < requests.Count; i++)
        {
            var request = requests[i];
            if (!request.Action.Equals(companion.Action, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var isSame = IsMeantBy(request, companion);
            isThere |= isSame;
            if (isSame)
            {
                requests[i] = Completed(request, companion);
            }
        }

        return isThere;
    }

    private static AuthorizationRequest Completed(AuthorizationRequest request, Companion companion) => request with
    {
        // Which role a profile has, the source of policies may know better than a text.
        ResourceNamedBy = request.ResourceNamedBy ?? companion.NamedBy,
        Context = companion.Context.Count == 0 ? request.Context : RequestContext.Of([.. request.Context, .. companion.Context]),
        Provenance = request.Provenance with
        {
            Notes = request.Provenance.Notes.Contains(companion.Note) || companion.Need == RequestNeed.Possible
                ? request.Provenance.Notes
                : [.. request.Provenance.Notes, companion.Note],
        },
    };

    // A guess at what a message names adds nothing to it.
    private static bool IsMeantBy(AuthorizationRequest request, Companion companion) =>
        request.Resource.Value == companion.Resource.Id.Value
        || (request.Provenance.ActionCertainty == Certainty.Certain
            && (companion.NamedBy is not null || companion.Resource.Certainty == Certainty.Guess || IsCovered(request.Resource.Value, companion.Resource.Id.Value)));

    private static bool IsCovered(string named, string found) =>
        named == found || (IsOfSameKind(named, found) && (named.EndsWith('*') || found.EndsWith('*')));

    private static bool IsOfSameKind(string one, string other) =>
        Arn.TryParse(one, out var first) && Arn.TryParse(other, out var second) ? first.Service.SequenceEqual(second.Service) && first.ResourceType.SequenceEqual(second.ResourceType)
        : one == other;
}
