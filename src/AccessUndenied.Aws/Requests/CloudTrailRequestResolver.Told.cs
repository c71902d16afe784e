using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Events;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Requests;

/// <remarks>Calls that no record was read of: what was given by hand outweighs what the sentence says.</remarks>
internal sealed partial class CloudTrailRequestResolver
{
    private void AddTold(List<AuthorizationRequest> requests, ResourceSearch search, in DenialMessage message, ToldCall told, List<Note> notes)
    {
        var (action, certainty, from) = ActionTold(search.Record, message, told);
        List<FoundResource> resources = told.Resource is { } resource ? [ResourceTold(search, resource, told.IsResourceGiven)]
            : _named.Find(action, search, message, notes) is { } named ? [named] : _finder.Find(action, search);
        foreach (var found in resources)
        {
            requests.Add(Request(search, action.FullName, certainty, from, found, notes));
        }
    }

    private static FoundResource ResourceTold(ResourceSearch search, string resource, bool isGiven) => isGiven
        ? new(search.Identify(resource), Certainty.Certain, RequestMessages.FromGiven)
        : new(search.Identify(resource), Certainty.Likely, RequestMessages.FromText);

    private (CatalogAction Action, Certainty Certainty, string From) ActionTold(CloudTrailEvent record, in DenialMessage message, ToldCall told)
    {
        if (told.Action is { } given && given.Contains(':', StringComparison.Ordinal))
        {
            return (ActionNamed(given), Certainty.Certain, RequestMessages.FromGiven);
        }

        if (!message.Action.IsEmpty)
        {
            return (ActionNamed(message.Action), Certainty.Certain, RequestMessages.FromMessage);
        }

        if (message.ImpliedAction is { } implied)
        {
            return (ActionNamed(implied), Certainty.Likely, RequestMessages.FromMessage);
        }

        var operation = _catalog.FindOperation(record.Service, record.Operation);
        return (operation.Actions[0], operation.IsExact ? Certainty.Likely : Certainty.Guess, RequestMessages.FromOperation);
    }
}
