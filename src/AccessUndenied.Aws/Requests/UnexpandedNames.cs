namespace AccessUndenied.Aws.Requests;

/// <summary>Variables of shells and templates that a client passed as they stand, in place of what they stand for.</summary>
internal static class UnexpandedNames
{
    /// <summary>The variable in <paramref name="text"/>; null where there is none.</summary>
    internal static string? Find(string text) =>
        Between(text, "${", "}") ?? Between(text, "$(", ")") ?? Between(text, "{{", "}}") ?? Between(text, "<%", "%>") ?? OfShell(text);

    private static string? Between(string text, string start, string end)
    {
        var at = text.IndexOf(start, StringComparison.Ordinal);
        var stop = at < 0 ? -1 : text.IndexOf(end, at + start.Length, StringComparison.Ordinal);
        return stop > at + start.Length ? text[at..(stop + end.Length)] : null;
    }

    // $NAME in capitals; AWS has $LATEST, $aws, $default, $connect and $disconnect of its own.
    private static string? OfShell(string text)
    {
        for (var at = text.IndexOf('$', StringComparison.Ordinal); at >= 0; at = text.IndexOf('$', at + 1))
        {
            var end = at + 1;
            while (end < text.Length && (char.IsAsciiLetterUpper(text[end]) || text[end] == '_' || (end > at + 1 && char.IsAsciiDigit(text[end]))))
            {
                end++;
            }

            var startsName = at == 0 || text[at - 1] is '/' or ':' or '-' or '_' or '.';
            if (startsName && end - at > 2 && text[at..end] is var name && name != "$LATEST" && (end == text.Length || !char.IsAsciiLetterLower(text[end])))
            {
                return name;
            }
        }

        return null;
    }
}
