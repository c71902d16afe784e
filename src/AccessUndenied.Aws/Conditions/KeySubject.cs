using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Aws.Conditions;

/// <summary>One question for one condition key: the record, the request made of it, and what the catalog says of both.</summary>
internal sealed class KeySubject
{
    private readonly ActionCatalog _catalog;
    private ParameterReader? _parameters;
    private bool _actionSought;
    private CatalogAction? _action;

    internal KeySubject(string key, CloudTrailEvent record, ConditionKeyQuery query, ActionCatalog catalog)
    {
        Key = key;
        Record = record;
        Request = query.Request;
        Facts = query.Facts;
        _catalog = catalog;
    }

    internal string Key { get; }

    internal CloudTrailEvent Record { get; }

    internal AuthorizationRequest Request { get; }

    internal ContextFacts Facts { get; }

    internal Principal Principal => Request.Principal;

    internal CloudTrailIdentity? Identity => Record.Identity;

    internal ParameterReader Parameters => _parameters ??= RecordParts.Parameters(Record);

    /// <summary>What follows the first slash of the key: a tag's name.</summary>
    internal string Tail => Key[(Key.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>The action as the catalog has it; null when it is not there.</summary>
    internal CatalogAction? Action
    {
        get
        {
            if (!_actionSought)
            {
                _action = _catalog.FindAction(Request.Action);
                _actionSought = true;
            }

            return _action;
        }
    }

    /// <summary>Whether the action is another service's than the one that was called, so that the parameters say nothing of it.</summary>
    internal bool IsForeign
    {
        get
        {
            ActionName.TrySplit(Request.Action, out var service, out _);
            var prefixes = _catalog.ServicesOfEventSource(Record.Service);
            for (var i = 0; i < prefixes.Count; i++)
            {
                if (service.Equals(prefixes[i], StringComparison.OrdinalIgnoreCase))
                {
                    return false;
                }
            }

            return prefixes.Count > 0;
        }
    }

    internal string Partition =>
        Arn.TryParse(Principal.Id, out var arn) ? arn.Partition.ToString() : Partitions.OfRegion(Record.AwsRegion);

    internal bool IsAction(string action) => Request.Action.Equals(action, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the action supplies the key on this resource (SK-00); null where the catalog does not know the action.</summary>
    internal bool? IsSupplied
    {
        get
        {
            if (Action is not { } action)
            {
                return null;
            }

            return Arn.TryParse(Request.Resource.Value, out var arn) && ResourceTypeOf(action, arn) is { } type
                ? Lists(action.ConditionKeys) || Lists(type.ConditionKeys) || Lists(type.Type.ConditionKeys)
                : action.Supplies(Key);
        }
    }

    private bool Lists(IReadOnlyList<CatalogConditionKey> keys)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i].Matches(Key))
            {
                return true;
            }
        }

        return false;
    }

    // By the ARN's service and the word before its name, which is all that tells the types of one action apart here.
    private static ActionResourceType? ResourceTypeOf(CatalogAction action, Arn arn)
    {
        ActionResourceType? found = null;
        for (var i = 0; i < action.ResourceTypes.Count; i++)
        {
            var type = action.ResourceTypes[i];
            if (arn.ResourceType.Equals(type.Name, StringComparison.OrdinalIgnoreCase))
            {
                found = found is null ? type : null;
            }
        }

        return found;
    }
}
