namespace AccessUndenied.Remediations.Opening;

/// <summary>All that is known of what allows and denies to somebody: a union of terms, each of which needs all of its factors, less the denies.</summary>
internal sealed class AccessView
{
    private readonly Dictionary<string, AccessFactor> _factors = new(StringComparer.Ordinal);

    /// <summary>The terms by the keys of their factors.</summary>
    public List<IReadOnlyList<string>> Terms { get; } = [];

    public List<(StatementId Id, StatementBox Box)> Denies { get; } = [];

    public AccessFactor this[string key] => _factors.TryGetValue(key, out var factor) ? factor : new(key, []);

    public IEnumerable<string> Keys => _factors.Keys;

    public void Add(AccessFactor factor) => _factors[factor.Key] = factor;
}
