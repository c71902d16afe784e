namespace AccessUndenied.Aws.Catalog;

/// <remarks>From the words of a CloudTrail record to IAM actions (REQ-20, REQ-21).</remarks>
internal sealed partial class ActionCatalog
{
    // The data plane of AWS IoT has a client and an endpoint of its own and iot's actions: https://docs.aws.amazon.com/iot/latest/developerguide/iot-policy-actions.html
    private static readonly string[] s_iotData = ["iot"];

    /// <summary>The IAM prefixes of the services behind an event source, the likeliest first; empty when nobody knows it.</summary>
    /// <param name="eventSource">A record's <c>eventSource</c>, such as <c>monitoring.amazonaws.com</c>; its first label counts.</param>
    public IReadOnlyList<string> ServicesOfEventSource(ReadOnlySpan<char> eventSource)
    {
        var label = LabelOf(eventSource);
        return _knowledge.Value.PrefixesOf(label) ?? _services.Value.Alone(label) ?? (label.Equals("iotdata", StringComparison.OrdinalIgnoreCase) ? s_iotData : []);
    }

    /// <summary>The actions of an operation, and whether AWS's documentation says so.</summary>
    /// <remarks>The same as <see cref="FindOperation"/>, whose answer says more.</remarks>
    public IReadOnlyList<CatalogAction> ActionsOfOperation(ReadOnlySpan<char> eventSource, ReadOnlySpan<char> eventName, out bool exact)
    {
        var found = FindOperation(eventSource, eventName);
        exact = found.IsExact;
        return found.Actions;
    }

    /// <summary>The actions that the operation of a CloudTrail record is authorized by.</summary>
    /// <remarks>
    /// Never fails and never answers nothing: of what is unknown the answer is made from the record's words, with
    /// <see cref="OperationMatch.Unknown"/> and an action that is not <see cref="CatalogAction.IsListed"/>.
    /// </remarks>
    public OperationActions FindOperation(ReadOnlySpan<char> eventSource, ReadOnlySpan<char> eventName)
    {
        var prefixes = ServicesOfEventSource(eventSource);
        var operation = new OperationName(eventName);
        return Known(prefixes, operation)
            ?? ByRule(prefixes, operation)
            ?? Guess(prefixes, operation)
            ?? Unknown(prefixes, eventSource, operation);
    }

    private OperationActions? Known(IReadOnlyList<string> prefixes, OperationName operation)
    {
        for (var i = 0; i < prefixes.Count; i++)
        {
            if (_services.Value.Find(prefixes[i]) is not { } service)
            {
                continue;
            }

            for (var form = 0; form < operation.Count; form++)
            {
                var name = operation[form];
                if ((_knowledge.Value.Renamed(service, name, _services.Value) ?? service.FindAction(name)?.AsSameName) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private OperationActions? ByRule(IReadOnlyList<string> prefixes, OperationName operation)
    {
        for (var i = 0; i < prefixes.Count; i++)
        {
            if (_services.Value.Find(prefixes[i]) is not { } service)
            {
                continue;
            }

            for (var form = 0; form < operation.Count; form++)
            {
                var name = operation[form];
                var action = _knowledge.Value.ByRule(service.Prefix, name, service) ?? _knowledge.Value.ByRule("*", name, service);
                if (action is not null)
                {
                    return new OperationActions([action], OperationMatch.Rule);
                }
            }
        }

        return null;
    }

    // Most action names belong to one service, so for an unknown event source the name alone is a good guess.
    private OperationActions? Guess(IReadOnlyList<string> prefixes, OperationName operation)
    {
        for (var form = 0; prefixes.Count == 0 && form < operation.Count; form++)
        {
            if (_names.Value.FindOnly(operation[form]) is { } action)
            {
                return new OperationActions([action], OperationMatch.Guess);
            }
        }

        return null;
    }

    private static OperationActions Unknown(IReadOnlyList<string> prefixes, ReadOnlySpan<char> eventSource, OperationName operation)
    {
        var service = prefixes.Count > 0 ? prefixes[0] : LabelOf(eventSource).ToString().ToLowerInvariant();
        var action = new CatalogAction(service, operation.Unversioned.ToString());
        return new OperationActions([action], OperationMatch.Unknown);
    }

    private static ReadOnlySpan<char> LabelOf(ReadOnlySpan<char> eventSource)
    {
        var dot = eventSource.IndexOf('.');
        return (dot < 0 ? eventSource : eventSource[..dot]).Trim();
    }
}
