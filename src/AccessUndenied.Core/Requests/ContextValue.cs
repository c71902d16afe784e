namespace AccessUndenied.Requests;

/// <summary>What is known of one condition key's value: its values, that the request certainly lacks it, or nothing.</summary>
/// <remarks>
/// The default value is <see cref="Absent"/>. A list without values counts as absent (COND-23).
/// Source:
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
/// IAM User Guide, "Condition operators"</see>.
/// </remarks>
public readonly struct ContextValue : IEquatable<ContextValue>
{
    private static readonly object s_unknown = new();
    private readonly object? _payload;

    private ContextValue(object? payload) => _payload = payload;

    /// <summary>The request certainly does not have the key.</summary>
    public static ContextValue Absent => default;

    /// <summary>The request may have the key, with a value that nobody knows.</summary>
    public static ContextValue Unknown { get; } = new(s_unknown);

    /// <summary>Whether the key is certainly absent.</summary>
    public bool IsAbsent => _payload is null || (_payload is string[] list && list.Length == 0);

    /// <summary>Whether nothing is known.</summary>
    public bool IsUnknown => ReferenceEquals(_payload, s_unknown);

    /// <summary>Whether the key is there with at least one value.</summary>
    public bool IsKnown => Count > 0;

    /// <summary>How many values are known.</summary>
    public int Count => _payload switch { string => 1, string[] list => list.Length, _ => 0 };

    /// <summary>The value at <paramref name="index"/>, counted from 0.</summary>
    public string this[int index] => _payload is string text ? text : ((string[])_payload!)[index];

    /// <summary>A key with one value.</summary>
    public static ContextValue Of(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(value);
    }

    /// <summary>A key with several values.</summary>
    public static ContextValue Of(params string[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (Array.IndexOf(values, null) >= 0)
        {
            throw new ArgumentException("A value is null.", nameof(values));
        }

        return values.Length == 1 ? new(values[0]) : new(values.ToArray());
    }

    /// <summary>A key whose value is <c>true</c> or <c>false</c>.</summary>
    public static ContextValue Of(bool value) => new(value ? "true" : "false");

    /// <summary>The known values; empty when there are none.</summary>
    public IReadOnlyList<string> ToList() => _payload switch { string text => [text], string[] list => list, _ => [] };

    /// <inheritdoc/>
    public bool Equals(ContextValue other) =>
        IsUnknown == other.IsUnknown && Count == other.Count && ToList().SequenceEqual(other.ToList(), StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ContextValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Count == 0 ? (IsUnknown ? 1 : 0) : StringComparer.Ordinal.GetHashCode(this[0]);

    /// <inheritdoc/>
    public override string ToString() => IsUnknown ? "(unknown)" : IsAbsent ? "(absent)" : string.Join(", ", ToList());

    /// <summary>Whether both say the same.</summary>
    public static bool operator ==(ContextValue left, ContextValue right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(ContextValue left, ContextValue right) => !left.Equals(right);
}
