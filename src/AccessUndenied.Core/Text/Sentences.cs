namespace AccessUndenied.Text;

/// <summary>Puts sentences together and takes them apart.</summary>
internal static class Sentences
{
    private const int MostValues = 4;

    /// <summary>A list in a sentence, such as <c>a, b, c, d and 3 more</c>.</summary>
    public static string List(IReadOnlyList<string> values)
    {
        var shown = values.Take(MostValues).Select(value => value.Length == 0 ? "\"\"" : value).ToList();
        var more = values.Count - shown.Count;
        return more > 0 ? $"{string.Join(", ", shown)} and {more} more"
            : shown.Count switch
            {
                0 => "nothing",
                1 => shown[0],
                _ => $"{string.Join(", ", shown.Take(shown.Count - 1))} and {shown[^1]}",
            };
    }

    /// <summary>The first sentence of a text, without its full stop, such as of what the framework says.</summary>
    public static string First(string text)
    {
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? text.TrimEnd('.') : text[..end];
    }

    /// <summary>A list in a sentence that leaves out none, such as <c>a, b and c</c>.</summary>
    public static string All(IReadOnlyList<string> values) => values.Count switch
    {
        0 => "nothing",
        1 => values[0].Length == 0 ? "\"\"" : values[0],
        _ => $"{string.Join(", ", values.Take(values.Count - 1))} and {values[^1]}",
    };

    /// <summary>The end of a sentence about a word that is not known: the known word that is nearest, if any is near.</summary>
    public static string DidYouMean(string? near) => near is null ? "" : $"; did you mean '{near}'?";

    /// <summary>The text with a capital at its beginning.</summary>
    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
