using AccessUndenied.Conditions;

namespace AccessUndenied.Policies;

/// <summary>Finds the statements of a document that may speak of an action: by action first, then, where many remain, by resource.</summary>
/// <remarks>
/// INVARIANT: every statement that applies to a request is among those visited, possibly more than once and next to others that do not
/// apply; the answer is the same as that of a plain scan.
/// </remarks>
internal sealed class StatementIndex
{
    // Below this number a plain scan is cheaper than looking up.
    private const int ScanLimit = 4;
    private const int DeepenFrom = 8;

    private readonly Statement[] _statements;
    private readonly PrefixTable? _byAction;

    private StatementIndex(Statement[] statements, PrefixTable? byAction)
    {
        _statements = statements;
        _byAction = byAction;
    }

    public static StatementIndex Build(Statement[] statements) =>
        new(statements, statements.Length <= ScanLimit ? null : BuildTable(statements));

    /// <summary>Visits the statements that may speak of the action behind <paramref name="action"/>.</summary>
    /// <param name="action">The action, without regard to case.</param>
    /// <param name="resource">The resource; null to leave none out because of its resource.</param>
    /// <param name="visitor">Takes each statement.</param>
    public void Visit<TVisitor>(PrefixHashes action, PrefixHashes? resource, ref TVisitor visitor)
        where TVisitor : struct, IStatementVisitor
    {
        if (_byAction is not null)
        {
            _byAction.Visit(_statements, action, resource, ref visitor);
            return;
        }

        foreach (var statement in _statements)
        {
            visitor.Visit(statement);
        }
    }

    private static PrefixTable BuildTable(Statement[] statements) =>
        PrefixTable.Build(
            statements.SelectMany((statement, position) => ActionPrefixes(statement).Select(prefix => (prefix, position))),
            ignoreCase: true,
            entries => entries.Length < DeepenFrom
                ? null
                : PrefixTable.Build(
                    entries.SelectMany(entry => ResourcePrefixes(statements[entry]).Select(prefix => (prefix, entry))), ignoreCase: false));

    // A statement that cannot be read, or that names what it does not speak of, may concern every action.
    private static IEnumerable<string> ActionPrefixes(Statement statement) =>
        statement.Problem is not null || statement.Actions is null or { IsNegated: true } ? [""] : statement.Actions.Patterns.Select(LiteralPrefix);

    private static IEnumerable<string> ResourcePrefixes(Statement statement) =>
        statement.Problem is not null || statement.Resources is null or { IsNegated: true }
            ? [""]
            : statement.Resources.Patterns.Select(pattern => LiteralPrefix(pattern.AsWritten));

    private static string LiteralPrefix(TextPattern pattern) => pattern.Compiled[..pattern.LiteralPrefixLength];
}
