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
}
