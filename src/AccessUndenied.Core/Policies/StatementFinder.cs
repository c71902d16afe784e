namespace AccessUndenied.Policies;

/// <summary>Finds the statements that may speak of one action on one resource, at a cost that hardly grows with the size of a document.</summary>
/// <remarks>
/// Which of them apply is for <see cref="Statement.Match(IStatementRequest)"/> to say: every statement that applies is among those found, possibly
/// more than once, and next to others that do not. Reused from request to request, it allocates nothing. Not for several threads at once.
/// </remarks>
public sealed class StatementFinder
{
    private readonly PrefixHashes _action = new();
    private readonly PrefixHashes _resource = new();
    private bool _hasResource;

    /// <summary>Begins a request.</summary>
    /// <param name="action">The action, without regard to case.</param>
    /// <param name="resource">The resource's identifier; null where it is none in particular, so that no statement is left out because of its resource.</param>
    public void Start(ReadOnlySpan<char> action, string? resource)
    {
        _action.Set(action, ignoreCase: true);
        _hasResource = resource is not null;
        if (_hasResource)
        {
            _resource.Set(resource, ignoreCase: false);
        }
    }

    /// <summary>Visits the statements of <paramref name="document"/> that may speak of the request.</summary>
    /// <typeparam name="TVisitor">What takes them.</typeparam>
    /// <param name="document">The document.</param>
    /// <param name="ignoresResource">Whether the statements' resources do not count in this kind of policy, so that none is left out because of them.</param>
    /// <param name="visitor">Takes each statement.</param>
    public void Visit<TVisitor>(PolicyDocument document, bool ignoresResource, ref TVisitor visitor)
        where TVisitor : struct, IStatementVisitor
    {
        ArgumentNullException.ThrowIfNull(document);
        document.Visit(_action, _hasResource && !ignoresResource ? _resource : null, ref visitor);
    }
}
