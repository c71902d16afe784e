using AccessUndenied.Requests;

namespace AccessUndenied.Remediations.Opening;

/// <summary>Answers some keys, and of all others that nobody knows.</summary>
internal sealed class KnownKeys : IContextLookup
{
    private readonly Func<string, ContextValue> _find;
    private readonly Func<string, bool> _isMultivalued;

    public KnownKeys(Func<string, ContextValue> find, Func<string, bool> isMultivalued)
    {
        _find = find;
        _isMultivalued = isMultivalued;
    }

    /// <summary>The one key has the one value.</summary>
    public static KnownKeys One(string key, string value) =>
        new(asked => asked.Equals(key, StringComparison.OrdinalIgnoreCase) ? ContextValue.Of(value) : ContextValue.Unknown, static _ => false);

    public ContextValue Lookup(string key) => _find(key);

    public bool IsMultivalued(string key) => _isMultivalued(key);
}
