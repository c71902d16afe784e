namespace AccessUndenied.Remediations;

/// <summary>What a condition asks of a call.</summary>
public sealed class CallerWish
{
    internal CallerWish(string key, IReadOnlyList<string> values, bool isAbsent = false)
    {
        Key = key;
        Values = values;
        IsAbsent = isAbsent;
    }

    /// <summary>The condition key.</summary>
    public string Key { get; }

    /// <summary>The values that would do, as the policy writes them, patterns included; none where any value would.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>Whether the call must not have the key at all.</summary>
    public bool IsAbsent { get; }
}
