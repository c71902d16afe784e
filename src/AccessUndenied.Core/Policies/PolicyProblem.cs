namespace AccessUndenied.Policies;

/// <summary>Something in a policy document that breaks the grammar, or that is evaluated though it is discouraged.</summary>
public sealed class PolicyProblem
{
    /// <summary>A problem at a place.</summary>
    public PolicyProblem(TextPosition position, string message, bool isWarning)
    {
        Position = position;
        Message = message;
        IsWarning = isWarning;
    }

    /// <summary>Where it stands.</summary>
    public TextPosition Position { get; }

    /// <summary>What is wrong and what would be right, in one sentence.</summary>
    public string Message { get; }

    /// <summary>Whether the statement is evaluated all the same.</summary>
    public bool IsWarning { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Position}: {Message}";
}
