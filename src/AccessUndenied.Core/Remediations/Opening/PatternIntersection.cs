namespace AccessUndenied.Remediations.Opening;

/// <summary>Decides whether some text matches two patterns.</summary>
/// <remarks>Cost: the product of their lengths after what they have in common.</remarks>
internal static class PatternIntersection
{
    private const int MostOnStack = 512;

    public static bool IsPossible(ReadOnlySpan<int> one, ReadOnlySpan<int> other)
    {
        while (one.Length > 0 && other.Length > 0 && one[0] >= 0 && other[0] >= 0)
        {
            if (one[0] != other[0])
            {
                return false;
            }

            one = one[1..];
            other = other[1..];
        }

        while (one.Length > 0 && other.Length > 0 && one[^1] >= 0 && other[^1] >= 0)
        {
            if (one[^1] != other[^1])
            {
                return false;
            }

            one = one[..^1];
            other = other[..^1];
        }

        // Which places of the other can be reached when so much of the first is used up.
        Span<bool> row = other.Length < MostOnStack ? stackalloc bool[other.Length + 1] : new bool[other.Length + 1];
        Span<bool> next = other.Length < MostOnStack ? stackalloc bool[other.Length + 1] : new bool[other.Length + 1];
        row.Clear();
        row[0] = true;
        for (var i = 0; i <= one.Length; i++)
        {
            next.Clear();
            for (var j = 0; j <= other.Length; j++)
            {
                if (row[j])
                {
                    Move(i < one.Length ? one[i] : null, j < other.Length ? other[j] : null, j, row, next);
                }
            }

            if (i == one.Length)
            {
                break;
            }

            next.CopyTo(row);
        }

        return row[other.Length];
    }

    // A star takes whatever the other pattern has next, or nothing.
    private static void Move(int? one, int? other, int j, Span<bool> row, Span<bool> next)
    {
        if (one == AccessPattern.Any)
        {
            next[j] = true;
            if (other is not null)
            {
                row[j + 1] = true;
            }
        }

        if (other == AccessPattern.Any)
        {
            row[j + 1] = true;
            if (one is not null)
            {
                next[j] = true;
            }
        }

        if (one is { } left && other is { } right && left != AccessPattern.Any && right != AccessPattern.Any
            && (left == right || left == AccessPattern.One || right == AccessPattern.One))
        {
            next[j + 1] = true;
        }
    }
}
