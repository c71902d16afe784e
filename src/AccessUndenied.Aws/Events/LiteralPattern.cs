namespace AccessUndenied.Aws.Events;

/// <summary>Literal parts that a text holds in their order, without regard to case.</summary>
/// <remarks>Takes the first place of each part, which suffices, so that a text is gone through once.</remarks>
internal sealed class LiteralPattern
{
    private readonly string[] _parts;

    private LiteralPattern(string[] parts) => _parts = parts;

    /// <summary>Reads parts that are separated by <c>*</c>.</summary>
    public static LiteralPattern Parse(string text) =>
        new(text.Split('*', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    public bool IsIn(ReadOnlySpan<char> text)
    {
        foreach (var part in _parts)
        {
            var at = text.IndexOf(part, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            text = text[(at + part.Length)..];
        }

        return true;
    }
}
