using AccessUndenied.Aws.Catalog;
using AccessUndenied.Events;

namespace AccessUndenied.Aws.Explanations;

/// <summary>Recognizes an ARN of a form that an action is never checked on, next to one that it is.</summary>
/// <remarks>Source: Service Authorization Reference, "Resource types" table of each service. RES-10.</remarks>
internal static class ResourceForms
{
    /// <summary>What <paramref name="value"/> has in place of a part of the nearest format; null where it fits one, or none nearly.</summary>
    public static Note? Hint(string action, string value, ActionCatalog catalog)
    {
        if (catalog.FindAction(action) is not { ResourceTypes.Count: > 0 } known || value.Contains("${", StringComparison.Ordinal)
            || Arn.FieldsOf(value) is not [_, _, _, _, _, var written])
        {
            return null;
        }

        Note? hint = null;
        foreach (var template in known.ResourceTypes.SelectMany(type => type.ArnTemplates))
        {
            if (Arn.FieldsOf(template) is not [_, _, _, _, _, var format]
                || Difference(written.Split('/', ':'), format.Split('/', ':')) is not { } difference)
            {
                continue;
            }

            if (difference.Length == 0)
            {
                return null;
            }

            hint ??= HintMessages.FormOfResource(action, value, difference, format);
        }

        return hint;
    }

    // The one part that differs; empty where none does, null where more do.
    private static string? Difference(string[] written, string[] format)
    {
        if (written.Length != format.Length)
        {
            // A star may stand for several parts.
            return Array.Exists(written, part => part.Contains('*', StringComparison.Ordinal)) && written.Length < format.Length ? "" : null;
        }

        var difference = "";
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i].Contains("${", StringComparison.Ordinal) || written[i] == format[i] || written[i].AsSpan().ContainsAny('*', '?'))
            {
                continue;
            }

            if (difference.Length > 0)
            {
                return null;
            }

            difference = $"'{written[i]}' where that has '{format[i]}'";
        }

        return difference;
    }
}
