namespace AccessUndenied.Aws.Events;

/// <summary>A name that stands in the text of a refusal.</summary>
/// <param name="Name">By which the row speaks of it.</param>
/// <param name="Before">The literal text before it.</param>
/// <param name="After">The literal text that ends it; empty where it ends with the first character that no name has.</param>
internal sealed record RefusalTake(string Name, string Before, string After)
{
    // Nothing that a policy, an ARN or a sentence would take for more than a name.
    private const string Marks = "-_./:+=@,";

    // The longest that AWS lets an ARN be.
    private const int Longest = 2048;

    /// <summary>Reads <c>name before*after</c>.</summary>
    public static RefusalTake Parse(string line)
    {
        var blank = line.IndexOf(' ', StringComparison.Ordinal);
        var star = line.LastIndexOf('*');
        return new(line[..blank], line[(blank + 1)..star].TrimStart(), line[(star + 1)..]);
    }

    /// <summary>The name in <paramref name="text"/>; null where there is none.</summary>
    public string? In(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf(Before, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        var rest = text[(at + Before.Length)..];
        var end = After.Length == 0 ? -1 : rest.IndexOf(After, StringComparison.OrdinalIgnoreCase);
        if (After.Length > 0 && end < 0)
        {
            return null;
        }

        var name = (end < 0 ? rest[..LengthOf(rest)] : rest[..end]).TrimEnd(".,:");
        return IsName(name) ? name.ToString() : null;
    }

    /// <summary>Whether <paramref name="text"/> is a name or an ARN without wildcards and variables.</summary>
    public static bool IsName(ReadOnlySpan<char> text) => text.Length is > 0 and <= Longest && LengthOf(text) == text.Length;

    private static int LengthOf(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || Marks.Contains(text[length], StringComparison.Ordinal)))
        {
            length++;
        }

        return length;
    }
}
