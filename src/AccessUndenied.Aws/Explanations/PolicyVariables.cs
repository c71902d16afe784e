using AccessUndenied.Events;
using AccessUndenied.Explanations;
using AccessUndenied.Policies;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Recognizes policy variables that stay text, and those that have no value.</summary>
internal static class PolicyVariables
{
    public static Note? Hint(HintQuery query, AttachedPolicy policy, string value)
    {
        var start = value.IndexOf("${", StringComparison.Ordinal);
        if (start < 0 || value.IndexOf('}', start) is not (> 0 and var end))
        {
            return null;
        }

        // GRAM-09.
        if (policy.Document is { Version: not "2012-10-17" } document)
        {
            return HintMessages.VariableInOldVersion(value, document.Version);
        }

        // RES-11, VAR-06.
        var key = value[(start + 2)..end];
        return key.Length > 1 && !key.Contains(',', StringComparison.Ordinal) && query.Lookup(key) is { IsAbsent: true } ? HintMessages.VariableWithoutValue(key) : null;
    }
}
