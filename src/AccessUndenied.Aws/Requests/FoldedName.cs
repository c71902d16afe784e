namespace AccessUndenied.Aws.Requests;

/// <summary>Names of request members and ARN variables in the one form in which they compare: letters and digits, lower case.</summary>
internal static class FoldedName
{
    private static readonly string[] s_endings = ["name", "identifier", "id", "arn", "list", "set"];

    internal static string Of(string name)
    {
        var folded = true;
        foreach (var c in name)
        {
            folded &= char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);
        }

        if (folded)
        {
            return name;
        }

        Span<char> buffer = name.Length <= 128 ? stackalloc char[name.Length] : new char[name.Length];
        var length = 0;
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                buffer[length++] = char.ToLowerInvariant(c);
            }
        }

        return new string(buffer[..length]);
    }

    /// <summary>Without the endings that only say what kind of name it is, and without the plural.</summary>
    internal static ReadOnlySpan<char> Stem(ReadOnlySpan<char> folded)
    {
        for (var shorter = true; shorter;)
        {
            shorter = false;
            if (folded.Length > 3 && folded[^1] == 's' && folded[^2] is not ('s' or 'u'))
            {
                folded = folded[..^1];
                shorter = true;
            }

            foreach (var ending in s_endings)
            {
                if (folded.Length > ending.Length + 1 && folded.EndsWith(ending, StringComparison.Ordinal))
                {
                    folded = folded[..^ending.Length];
                    shorter = true;
                    break;
                }
            }
        }

        return folded;
    }
}
