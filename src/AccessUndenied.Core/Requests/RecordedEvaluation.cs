namespace AccessUndenied.Requests;

/// <summary>What the provider itself decided of one request, and by which statements.</summary>
public sealed class RecordedEvaluation
{
    /// <summary>The action.</summary>
    public required string Action { get; init; }

    /// <summary>The resource; <c>*</c> where the action has none.</summary>
    public required string Resource { get; init; }

    /// <summary>What was decided; null where the record does not tell, or in words that are not known here.</summary>
    public RecordedEffect? Outcome { get; init; }

    /// <summary>The statements that matched; empty where an allow is missing.</summary>
    public IReadOnlyList<RecordedStatement> Matched { get; init; } = [];

    /// <summary>Whether the policies at hand, evaluated here, say the same; null where one of both says nothing.</summary>
    public bool? Agrees { get; internal init; }

    internal RecordedEvaluation With(bool? agrees) => new() { Action = Action, Resource = Resource, Outcome = Outcome, Matched = Matched, Agrees = agrees };
}
