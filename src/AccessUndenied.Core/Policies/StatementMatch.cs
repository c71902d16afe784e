using AccessUndenied.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Policies;

/// <summary>What comparing a statement with a request gave: whether it applies, and else what of both stood against each other.</summary>
public readonly struct StatementMatch
{
    private readonly IStatementRequest? _request;

    internal StatementMatch(Statement statement, IStatementRequest request, Truth applies, StatementElement failedElement, Condition? failedCondition = null)
    {
        _request = request;
        Statement = statement;
        Applies = applies;
        FailedElement = failedElement;
        FailedCondition = failedCondition;
    }

    /// <summary>The statement.</summary>
    public Statement Statement { get; }

    /// <summary>Whether it applies to the request, so that its effect counts; unknown where that hangs on what nobody knows.</summary>
    public Truth Applies { get; }

    /// <summary>The first element that keeps it from applying, or on which it hangs; <see cref="StatementElement.None"/> when it applies.</summary>
    /// <remarks>Where it hangs on several, the condition is named before the resource, and that before the principal.</remarks>
    public StatementElement FailedElement { get; }

    /// <summary>The condition, where <see cref="FailedElement"/> is one; null otherwise.</summary>
    public Condition? FailedCondition { get; }

    /// <summary>The policy's side of the element that failed: the patterns, names or values as written; empty when it applies.</summary>
    public IReadOnlyList<string> PolicyValues => FailedElement switch
    {
        StatementElement.Action => Statement.Actions?.Values ?? [],
        StatementElement.Principal => [.. Statement.Principals?.Entries.Select(static entry => entry.Value) ?? []],
        StatementElement.Resource => Statement.Resources?.Values ?? [],
        StatementElement.Condition => FailedCondition?.Values ?? [],
        _ => [],
    };

    /// <summary>The request's side of the element that failed: the action, the caller, the resource, or the condition key's values; absent when it applies.</summary>
    /// <remarks>Asked of the request when it is read, so that a comparison whose reason nobody wants costs nothing more.</remarks>
    public ContextValue RequestValue => _request is null ? ContextValue.Absent : FailedElement switch
    {
        StatementElement.Action => ContextValue.Of(_request.Action),
        StatementElement.Principal => ContextValue.Of(_request.PrincipalId),
        StatementElement.Resource => ContextValue.Of(_request.ResourceId),
        StatementElement.Condition => _request.Lookup(FailedCondition!.Key),
        _ => ContextValue.Absent,
    };
}
