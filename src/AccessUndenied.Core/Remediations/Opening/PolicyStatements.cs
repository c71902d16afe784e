using System.Text;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace AccessUndenied.Remediations.Opening;

/// <summary>The statements of policies, each with a text by which the same one is found before and after a change.</summary>
internal static class PolicyStatements
{
    public static IEnumerable<(Statement Statement, string Id)> Of(IReadOnlyList<AttachedPolicy> policies, PolicyLayer layer)
    {
        foreach (var policy in policies)
        {
            foreach (var statement in policy.Document?.StatementArray ?? [])
            {
                yield return (statement, $"{layer} {policy.Document!.Version} {Encoding.UTF8.GetString(statement.Json.Span)}");
            }
        }
    }
}
