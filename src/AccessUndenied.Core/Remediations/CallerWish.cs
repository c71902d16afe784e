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

    /// <summary>With <see cref="IsAbsent"/>: the values that stand in the way, as the policy writes them, so that others may stay; none where any value does.</summary>
    public IReadOnlyList<string> Avoided { get; internal init; } = [];

    /// <summary>On which side of the value it is fulfilled, where numbers or times are compared.</summary>
    public WishBound Bound { get; internal init; }

    /// <summary>Whether asterisks and question marks in <see cref="Values"/> stand for other characters, so that no call passes such a value itself.</summary>
    public bool ArePatterns { get; internal init; }

    /// <summary>Whether it is a Deny that would no longer apply, and no Allow that would.</summary>
    public bool EscapesDeny { get; internal init; }
}
