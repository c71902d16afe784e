namespace AccessUndenied.Aws.Conditions;

/// <summary>Two texts around a colon; keeps the last result, because the same is asked for again and again. For one thread at a time.</summary>
internal sealed class JoinedText
{
    private string _last = "";

    public string Of(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var same = _last.Length == left.Length + 1 + right.Length
            && _last.AsSpan().StartsWith(left, StringComparison.Ordinal)
            && _last[left.Length] == ':'
            && _last.AsSpan().EndsWith(right, StringComparison.Ordinal);
        return same ? _last : _last = string.Concat(left, ":", right);
    }
}
