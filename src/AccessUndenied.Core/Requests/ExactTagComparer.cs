namespace AccessUndenied.Requests;

/// <summary>Compares condition keys without regard to case, but for what follows the slash, which is the name of a tag (COND-05).</summary>
internal sealed class ExactTagComparer : IEqualityComparer<string>
{
    public static ExactTagComparer Instance { get; } = new();

    public bool Equals(string? x, string? y) =>
        string.Equals(x, y, StringComparison.OrdinalIgnoreCase) && TagOf(x).SequenceEqual(TagOf(y));

    public int GetHashCode(string obj) => StringComparer.OrdinalIgnoreCase.GetHashCode(obj);

    private static ReadOnlySpan<char> TagOf(string? key)
    {
        var slash = key?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        return slash < 0 ? default : key.AsSpan(slash);
    }
}
