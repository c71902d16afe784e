namespace AccessUndenied.Policies;

internal sealed class StatementIndex
{
    public static StatementIndex Build(Statement[] statements) => new();
}
