using AccessUndenied.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Policies;

/// <summary>One rule of a <see cref="PolicyDocument"/>, as written: nothing resolved yet.</summary>
public sealed class Statement
{
    /// <summary>Where it stands in its document, counted from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Its name; null when it has none.</summary>
    public string? Sid { get; init; }

    /// <summary>What it does when it applies.</summary>
    public Effect Effect { get; init; }

    /// <summary>Whom it speaks of; null when it does not say.</summary>
    public PrincipalElement? Principals { get; init; }

    /// <summary>Which actions it speaks of; null when that is missing or cannot be read.</summary>
    public ActionElement? Actions { get; init; }

    /// <summary>Which resources it speaks of; null when that is missing or cannot be read.</summary>
    public ResourceElement? Resources { get; init; }

    /// <summary>The further tests, all of which must hold; empty when there are none.</summary>
    public IReadOnlyList<Condition> Conditions => ConditionArray;

    /// <summary>Where it starts in its document's text.</summary>
    public TextPosition Position { get; init; }

    /// <summary>What is wrong with it, first of all; null when it can be evaluated.</summary>
    /// <remarks>Such a statement counts as one that applies perhaps, so that a lost Deny never reads as allowed (GRAM-16).</remarks>
    public PolicyProblem? Problem { get; init; }

    /// <summary>The statement as JSON, byte for byte as its document has it.</summary>
    public required ReadOnlyMemory<byte> Json { get; init; }

    internal Condition[] ConditionArray { get; init; } = [];

    /// <summary>Compares it with <paramref name="request"/>, element by element: action, principal, resource, conditions.</summary>
    /// <remarks>
    /// Callers and resources are compared as they are written, and a statement that names no principals speaks of every caller. A provider with rules of
    /// its own, or one that compares many statements with a request, implements <see cref="IStatementRequest"/>.
    /// </remarks>
    /// <param name="request">Who asks for what; its context answers condition keys and policy variables.</param>
    public StatementMatch Match(AuthorizationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Match(new StatementRequest(request));
    }

    /// <summary>Compares it with <paramref name="request"/>, element by element: action, principal, resource, conditions.</summary>
    /// <remarks>
    /// A statement that cannot be read (<see cref="Problem"/>) applies perhaps. Rules: docs/rules/matching.md. Allocates nothing for values and patterns
    /// of ordinary length.
    /// </remarks>
    /// <param name="request">The request, as its provider sees it.</param>
    public StatementMatch Match(IStatementRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Problem is not null)
        {
            return new(this, request, Truth.Unknown, StatementElement.Grammar);
        }

        if (Actions is null || !Actions.Covers(request.Action))
        {
            return new(this, request, Truth.False, StatementElement.Action);
        }

        var principal = request.MatchPrincipal(this);
        if (principal == Truth.False)
        {
            return new(this, request, Truth.False, StatementElement.Principal);
        }

        var resource = request.MatchResource(this);
        if (resource == Truth.False)
        {
            return new(this, request, Truth.False, StatementElement.Resource);
        }

        var conditions = ConditionEvaluator.All(ConditionArray, request, out var failed);
        if (conditions < Truth.True)
        {
            return new(this, request, conditions, StatementElement.Condition, ConditionArray[failed]);
        }

        var applies = resource.And(principal);
        return new(this, request, applies, applies == Truth.True ? StatementElement.None : resource < Truth.True ? StatementElement.Resource : StatementElement.Principal);
    }
}
