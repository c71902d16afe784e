namespace AccessUndenied.Policies;

/// <summary>Something in a policy document that breaks the grammar, or that is evaluated though it is discouraged.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Message">What is wrong and what would be right, in one sentence.</param>
/// <param name="IsWarning">Whether the statement is evaluated all the same.</param>
public sealed record PolicyProblem(TextPosition Position, string Message, bool IsWarning)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Position}: {Message}";
}
