using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Results;

/// <summary>What became of one statement in one evaluation.</summary>
public sealed class StatementTrace
{
    /// <summary>The policy that the statement is part of.</summary>
    public required AttachedPolicy Policy { get; init; }

    /// <summary>The statement.</summary>
    public required Statement Statement { get; init; }

    /// <summary>Whether it applies to the request.</summary>
    public required Truth Applies { get; init; }

    /// <summary>The first element that kept it from applying, or on which it hangs; <see cref="StatementElement.None"/> when it applies.</summary>
    public StatementElement FailedElement { get; init; }

    /// <summary>The condition, where <see cref="FailedElement"/> is one.</summary>
    public Condition? FailedCondition { get; internal init; }

    /// <summary>The request's side of the element that failed: the action, the resource, the caller, or the condition key's values.</summary>
    public ContextValue RequestValue { get; internal init; }

    /// <summary>The entry of <c>Action</c> or <c>NotAction</c> that matches the request; null where none does, or the simulator does not tell.</summary>
    public string? MatchedAction { get; internal init; }

    /// <summary>The entry of <c>Resource</c> or <c>NotResource</c> that matches the request; null where none does, or the simulator does not tell.</summary>
    public string? MatchedResource { get; internal init; }

    /// <summary>The trace of one comparison.</summary>
    /// <param name="policy">The policy that the statement belongs to.</param>
    /// <param name="match">What comparing it with the request gave.</param>
    /// <param name="node">The node of the organization that the policy is attached to; null for other layers.</param>
    /// <param name="matchedAction">The entry of the statement's actions that matches; null where none does, or it is not looked for.</param>
    /// <param name="matchedResource">The entry of its resources that does.</param>
    public static StatementTrace Of(
        AttachedPolicy policy, StatementMatch match, PolicyNode? node = null, string? matchedAction = null, string? matchedResource = null) => new()
    {
        Policy = policy,
        Statement = match.Statement,
        Applies = match.Applies,
        FailedElement = match.FailedElement,
        FailedCondition = match.FailedCondition,
        RequestValue = match.RequestValue,
        MatchedAction = matchedAction,
        MatchedResource = matchedResource,
        Node = node,
    };

    /// <summary>The node of the organization that the policy is attached to; null for other layers.</summary>
    public PolicyNode? Node { get; init; }
}
