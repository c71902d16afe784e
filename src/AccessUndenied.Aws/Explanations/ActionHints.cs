using AccessUndenied.Aws.Catalog;
using AccessUndenied.Conditions;
using AccessUndenied.Events;
using AccessUndenied.Policies;
using AccessUndenied.Text;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Recognizes an action that was meant and is written otherwise.</summary>
internal static class ActionHints
{
    // Endings by which AWS tells two actions of one purpose apart.
    private static readonly string[] s_endings = ["s", "Version", "Versions", "V2", "ByPath", "WithoutPlaintext", "Batch"];

    /// <summary>The mistake in the actions of <paramref name="statement"/>, which do not cover <paramref name="action"/>.</summary>
    public static Note? Of(string action, Statement statement, ActionCatalog catalog)
    {
        if (statement.Actions is not { IsNegated: false } actions)
        {
            return null;
        }

        foreach (var value in actions.Values)
        {
            if (OfValue(value, action, catalog) is { } hint)
            {
                return hint;
            }
        }

        return null;
    }

    /// <summary>An entry that holds several actions, or blanks, and so matches none (ACT-04).</summary>
    public static Note? OfBlanks(string value, string action) =>
        value.AsSpan().ContainsAny(" ,\t\r\n;") && value.Split([' ', ',', '\t', '\r', '\n', ';'], StringSplitOptions.RemoveEmptyEntries)
            .Any(part => PolicyPattern.IsMatchIgnoringCase(part, action))
            ? HintMessages.BlankInAction(value)
            : null;

    private static Note? OfValue(string value, string action, ActionCatalog catalog)
    {
        if (OfBlanks(value, action) is { } blanks)
        {
            return blanks;
        }

        var name = ActionName.NameOf(action).ToString();
        if (!ActionName.TrySplit(value, out var valueService, out var valueName))
        {
            return PolicyPattern.IsMatchIgnoringCase(value, name) ? HintMessages.ActionWithoutService(value, action) : null;
        }

        var (otherService, otherName) = (valueService.ToString(), valueName.ToString());
        return ActionName.ServiceOf(action).Equals(otherService, StringComparison.OrdinalIgnoreCase)
            ? OfSameService(value, otherName, action, name, catalog)
            : OfOtherService(value, otherService, otherName, action, name, catalog);
    }

    private static Note? OfSameService(string value, string otherName, string action, string name, ActionCatalog catalog)
    {
        if (PolicyPattern.HasWildcard(otherName))
        {
            return null;
        }

        if (catalog.FindAction(value) is { } existing)
        {
            return action.Equals("sts:AssumeRoleWithWebIdentity", StringComparison.OrdinalIgnoreCase) || action.Equals("sts:AssumeRoleWithSAML", StringComparison.OrdinalIgnoreCase)
                ? existing.Name == "AssumeRole" ? HintMessages.WrongAssumeRole(action) : null
                : Array.Exists(s_endings, ending => IsLonger(existing.Name, name, ending) || IsLonger(name, existing.Name, ending))
                    ? HintMessages.SiblingAction(existing.FullName, action)
                    : null;
        }

        // The name of an API operation is not always the name of the action that it needs (ACT-06, DEP-09).
        var service = ActionName.ServiceOf(value);
        if (catalog.FindOperation(service, otherName) is { Match: OperationMatch.Exception or OperationMatch.Rule } operation
            && operation.Actions.Any(found => found.FullName.Equals(action, StringComparison.OrdinalIgnoreCase)))
        {
            return HintMessages.OperationAsAction(value, action);
        }

        if (otherName.Length > 2 && name.StartsWith(otherName, StringComparison.OrdinalIgnoreCase))
        {
            return HintMessages.MissingStar(value, action);
        }

        return Spelling.Nearest(otherName, [name]) is not null ? HintMessages.NoSuchAction(value, action) : null;
    }

    private static Note? OfOtherService(string value, string otherService, string otherName, string action, string name, ActionCatalog catalog)
    {
        if (!PolicyPattern.IsMatchIgnoringCase(otherName, name) || PolicyPattern.HasWildcard(otherService))
        {
            return null;
        }

        return catalog.FindService(otherService) is not { } known ? HintMessages.NoSuchService(value, action)
            : !PolicyPattern.HasWildcard(otherName) && known.FindAction(otherName) is null ? HintMessages.WrongService(value, known.DisplayName, action)
            : null;
    }

    private static bool IsLonger(string longer, string shorter, string ending) =>
        longer.Length == shorter.Length + ending.Length && longer.StartsWith(shorter, StringComparison.OrdinalIgnoreCase)
            && longer.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
