namespace AccessUndenied.Cli.Arguments;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NameSuggestion
{
    private const int LettersAMistake = 3;
    private const int LongestTyped = 64;

    /// <summary>The name nearest to <paramref name="typed"/>; null where none is near.</summary>
    public static string? For(string typed, IEnumerable<string> names)
    {
        var equals = typed.IndexOf('=', StringComparison.Ordinal);
        var name = equals > 0 ? typed[..equals] : typed;
        if (name.Length > LongestTyped)
        {
            return null;
        }

        var bare = name.TrimStart('-');
        var candidates = names.Select(one => (Name: one, Bare: one.TrimStart('-')))
            .Where(one => one.Bare.Length > 1)
            .Select(one => (one.Name, Distance: Distance(bare, one.Bare), Starts: bare.Length > 1 && one.Bare.StartsWith(bare, StringComparison.OrdinalIgnoreCase)))
            .Where(one => one.Starts || one.Distance <= Math.Max(1, bare.Length / LettersAMistake))
            .OrderBy(one => one.Starts ? 0 : one.Distance)
            .ThenBy(one => one.Name.Length);
        return candidates.Select(one => one.Name).FirstOrDefault();
    }

    // Of Damerau and Levenshtein: letters put in, left out, exchanged, or standing the wrong way around.
    private static int Distance(string one, string other)
    {
        var table = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                table[i, j] = i == 0 ? j : j == 0 ? i : Nearest(table, one, other, i, j);
            }
        }

        return table[one.Length, other.Length];
    }

    private static int Nearest(int[,] table, string one, string other, int i, int j)
    {
        var isSame = char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]);
        var least = Math.Min(Math.Min(table[i - 1, j] + 1, table[i, j - 1] + 1), table[i - 1, j - 1] + (isSame ? 0 : 1));
        return i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] ? Math.Min(least, table[i - 2, j - 2] + 1) : least;
    }
}
