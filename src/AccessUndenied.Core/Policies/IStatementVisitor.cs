namespace AccessUndenied.Policies;

/// <summary>Takes the statements that a <see cref="StatementFinder"/> finds; a struct, so that finding allocates nothing.</summary>
public interface IStatementVisitor
{
    /// <summary>Takes one statement; it may come more than once.</summary>
    void Visit(Statement statement);
}
