namespace AccessUndenied.Policies;

/// <summary>One policy, compiled: its statements in order, and an index over them.</summary>
/// <remarks>Immutable; shared between events and threads.</remarks>
public sealed class PolicyDocument
{
    // An index costs as much as many scans: a document that is asked only a few times never gets one.
    private const int ScansBeforeIndex = 8;

    private StatementIndex? _index;
    private int _scans;

    internal PolicyDocument(string version, string? id, Statement[] statements, IReadOnlyList<PolicyProblem> problems, ReadOnlyMemory<byte> json)
    {
        Version = version;
        Id = id;
        StatementArray = statements;
        Problems = problems;
        Json = json;
        foreach (var statement in statements)
        {
            NamesPrincipals |= statement.Principals is not null;
            LacksResource |= statement.Resources is null;
            HasIncompleteArn |= statement.Resources is { HasIncompleteArn: true };
        }
    }

    /// <summary>The version of the language: <c>2012-10-17</c> or <c>2008-10-17</c>, which is also the default.</summary>
    public string Version { get; }

    /// <summary>The document's <c>Id</c>; null when it has none.</summary>
    public string? Id { get; }

    /// <summary>The statements in the document's order.</summary>
    public IReadOnlyList<Statement> Statements => StatementArray;

    /// <summary>What breaks the grammar and what is discouraged, in the document's order.</summary>
    public IReadOnlyList<PolicyProblem> Problems { get; }

    /// <summary>Whether a statement has a <c>Principal</c> or <c>NotPrincipal</c> element, which some kinds of policy must not have.</summary>
    public bool NamesPrincipals { get; }

    /// <summary>Whether a statement has no <c>Resource</c> or <c>NotResource</c> element, which some kinds of policy must have.</summary>
    public bool LacksResource { get; }

    /// <summary>Whether a statement has a resource for which <see cref="ResourceElement.HasIncompleteArn"/> is true.</summary>
    public bool HasIncompleteArn { get; }

    /// <summary>The document as JSON in UTF-8.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>The same document with other statements; indexes and positions stay those of the text.</summary>
    internal PolicyDocument With(Statement[] statements) => new(Version, Id, statements, Problems, Json);

    internal Statement[] StatementArray { get; }

    internal StatementIndex Index => _index ??= StatementIndex.Build(StatementArray);

    /// <summary>Visits every statement that may speak of the action, and perhaps others; see <see cref="StatementIndex.Visit"/>.</summary>
    internal void Visit<TVisitor>(PrefixHashes action, PrefixHashes? resource, ref TVisitor visitor)
        where TVisitor : struct, IStatementVisitor
    {
        // Threads may count past each other; that only moves the moment.
        if (_index is not null || ++_scans > ScansBeforeIndex)
        {
            Index.Visit(action, resource, ref visitor);
            return;
        }

        foreach (var statement in StatementArray)
        {
            visitor.Visit(statement);
        }
    }

    /// <summary>Reads a document from JSON, from a JSON string that holds one, or from URL-encoded text (GRAM-14).</summary>
    /// <remarks>
    /// Source:
    /// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html">
    /// IAM API Reference, "GetRolePolicy"</see>.
    /// </remarks>
    /// <param name="text">The document.</param>
    /// <exception cref="PolicyFormatException"><paramref name="text"/> is no JSON, or is no object with a <c>Statement</c>.</exception>
    public static PolicyDocument Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return PolicyDocumentReader.Read(System.Text.Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The same from UTF-8; the bytes are kept and must not change afterwards.</summary>
    /// <exception cref="PolicyFormatException"><paramref name="utf8"/> is no JSON, or is no object with a <c>Statement</c>.</exception>
    public static PolicyDocument Parse(ReadOnlyMemory<byte> utf8) => PolicyDocumentReader.Read(utf8);
}
