using AccessUndenied.Replays;

namespace AccessUndenied.Reports;

/// <summary>Where the statement stands that makes a difference: the file of the proposed change, and the line.</summary>
internal static class ChangeOrigin
{
    /// <summary>The place; nothing where no change of a file can be named.</summary>
    public static (string? File, int? Line) Of(CallDifference difference, IReadOnlyList<ProposedChange> changes)
    {
        var change = changes.FirstOrDefault(one => one.Layer == difference.Layer && IsOf(one, difference.Policy)) ?? (changes is [var only] ? only : null);
        if (change?.Origin is not { } origin)
        {
            return (null, null);
        }

        // "change.json, $[1]": the name of the file may have a comma itself.
        var end = origin.LastIndexOf(", $", StringComparison.Ordinal);
        var statement = change.Document?.Statements.FirstOrDefault(one => one.Sid is not null && one.Sid == difference.Sid) ?? (change.Document?.Statements is [var single] ? single : null);
        var line = change.DocumentLine is { } first ? first + (statement is null ? 0 : statement.Position.Line - 1) : (int?)null;
        return (end < 0 ? origin : origin[..end], line);
    }

    private static bool IsOf(ProposedChange change, string? policy) => policy is null || policy == change.PolicyName || policy == change.PolicyArn || policy == change.Target;
}
