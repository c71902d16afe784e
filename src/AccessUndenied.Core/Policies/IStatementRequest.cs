using AccessUndenied.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Policies;

/// <summary>One request as statements are compared with it: a provider says here how it names callers, and which resources a pattern covers.</summary>
/// <remarks>
/// Called by <see cref="Statement.Match(IStatementRequest)"/>, for each statement in turn, in the order of the members here, and no further than the first
/// that fails. Answers without I/O. One instance serves one evaluation: it need not be safe for several threads.
/// </remarks>
public interface IStatementRequest : IContextLookup
{
    /// <summary>The action that is asked for, such as <c>s3:GetObject</c>.</summary>
    string Action { get; }

    /// <summary>The caller's identifier, for <see cref="StatementMatch.RequestValue"/>.</summary>
    string PrincipalId { get; }

    /// <summary>The resource's identifier, for <see cref="StatementMatch.RequestValue"/>; <c>*</c> where the request is for none in particular.</summary>
    string ResourceId { get; }

    /// <summary>Whether <paramref name="statement"/> speaks of the caller.</summary>
    Truth MatchPrincipal(Statement statement);

    /// <summary>Whether <paramref name="statement"/> speaks of the resource.</summary>
    Truth MatchResource(Statement statement);
}
