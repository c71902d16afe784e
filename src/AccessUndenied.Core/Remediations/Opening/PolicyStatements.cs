using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Remediations.Opening;

/// <summary>The statements of policies, each with an id by which the same one is found before and after a change.</summary>
internal static class PolicyStatements
{
    public static IEnumerable<(Statement Statement, StatementId Id)> Of(IReadOnlyList<AttachedPolicy> policies, PolicyLayer layer)
    {
        foreach (var policy in policies)
        {
            foreach (var statement in policy.Document?.StatementArray ?? [])
            {
                yield return (statement, new(layer, policy.Document!.Version, statement.Json));
            }
        }
    }
}
