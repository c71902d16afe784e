using System.Text;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Results;

namespace AccessUndenied.Remediations;

/// <summary>Takes changes together of which a later one changes what an earlier one has just written.</summary>
/// <remarks>What is written for the second resource of a call may narrow again what was narrowed for the first: whoever carries the changes out has no such statement to replace.</remarks>
internal static class FoldedChanges
{
    public static List<PolicyChange> Of(IPolicyDialect dialect, IReadOnlyList<PolicyChange> changes)
    {
        var folded = new List<PolicyChange>();
        foreach (var change in changes)
        {
            var at = change.Replaces is { } replaced ? folded.FindIndex(earlier => Wrote(earlier, change, replaced)) : -1;
            if (at < 0)
            {
                folded.Add(change);
            }
            else
            {
                folded[at] = Over(dialect, folded[at], change);
            }
        }

        return folded;
    }

    private static bool Wrote(PolicyChange earlier, PolicyChange later, Statement replaced)
    {
        var text = Encoding.UTF8.GetString(replaced.Json.Span);
        var isSame = earlier.Policy is null
            ? earlier.Layer == later.Layer && later.Policy?.Name == PolicyEdits.Proposed && earlier.AttachmentTarget == later.AttachmentTarget
            : PlanSearch.IsOfSamePolicy(earlier, later);
        return isSame && (PolicyEdits.IsAdded(replaced) ? earlier.AddedStatements.Contains(text, StringComparer.Ordinal)
            : earlier.Replaces is { } first && first.Index == replaced.Index && earlier.StatementJson == text);
    }

    private static PolicyChange Over(IPolicyDialect dialect, PolicyChange earlier, PolicyChange later)
    {
        var replaced = later.Replaces!;
        var text = Encoding.UTF8.GetString(replaced.Json.Span);
        var isAdded = PolicyEdits.IsAdded(replaced);
        IReadOnlyList<string> added = [.. earlier.AddedStatements.Select(one => isAdded && one == text ? later.StatementJson : one), .. later.AddedStatements];
        var statement = isAdded ? earlier.StatementJson : later.StatementJson;
        var json = earlier.Replaces is null ? $$"""{"Version":"{{dialect.Version}}","Statement":[{{string.Join(',', added)}}]}""" : statement;
        var folded = earlier with
        {
            StatementJson = statement,
            AddedStatements = added,
            Json = json,
            HasPlaceholders = earlier.HasPlaceholders || later.HasPlaceholders,
            OpensMatches = earlier.OpensMatches || later.OpensMatches,
            For = [.. earlier.For, .. later.For],
            Opens = earlier.Opens == later.Opens ? earlier.Opens : $"{earlier.Opens} {later.Opens}".Trim(),
            MakeDocument = () => DocumentOf(earlier, statement, added, json),
        };
        return (folded, later) switch
        {
            (PolicyChange.NarrowDeny one, PolicyChange.NarrowDeny other) => one with { Frees = one.Frees ?? other.Frees, MakesVoid = one.MakesVoid || other.MakesVoid },
            _ => folded,
        };
    }

    private static string DocumentOf(PolicyChange change, string statement, IReadOnlyList<string> added, string json)
    {
        if (change.Policy?.Document is not { } document)
        {
            return json;
        }

        IEnumerable<(Statement? Replaced, string Json)> edits = [.. added.Select(one => ((Statement?)null, one))];
        return DocumentEditor.Apply(document, change.Replaces is { } first ? edits.Prepend((first, statement)) : edits);
    }
}
