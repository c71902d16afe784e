using System.Collections;

namespace AccessUndenied.Requests;

/// <summary>The condition keys of one request and what is known of their values.</summary>
/// <remarks>
/// Key names compare without regard to case; where two names differ in case alone the exact one is taken (COND-05).
/// Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html">IAM User Guide, "Condition"</see>.
/// A key that is not listed is absent, unless the context was made with a resolver, which is asked once a key.
/// Safe for use by several threads.
/// </remarks>
public sealed class RequestContext : IEnumerable<KeyValuePair<string, ContextValue>>, IContextLookup
{
    private readonly Dictionary<string, ContextValue> _values;
    private readonly Dictionary<string, ContextValue>? _exact;
    private readonly Func<string, ContextValue>? _resolve;
    private readonly ResolvedKeys? _resolved;

    private RequestContext(Dictionary<string, ContextValue> values, Dictionary<string, ContextValue>? exact, Func<string, ContextValue>? resolve)
    {
        _values = values;
        _exact = exact;
        _resolve = resolve;
        _resolved = resolve is null ? null : new();
    }

    /// <summary>A context without any key.</summary>
    public static RequestContext Empty { get; } = new(new(StringComparer.OrdinalIgnoreCase), null, null);

    /// <summary>Whether any key is listed.</summary>
    public bool IsEmpty => _values.Count == 0;

    /// <summary>What is known of <paramref name="key"/>.</summary>
    public ContextValue this[string key] => TryGet(key, out var value) ? value : ContextValue.Absent;

    /// <summary>How the names of keys are compared where two that differ in case alone are two keys: without regard to case, but for the name of a tag (COND-05).</summary>
    public static IEqualityComparer<string> KeyComparer => ExactTagComparer.Instance;

    /// <summary>Lists <paramref name="values"/>; the first of two names that differ in case alone stands for all other spellings.</summary>
    public static RequestContext Of(IEnumerable<KeyValuePair<string, ContextValue>> values) => Create(values, null);

    /// <summary>Lists <paramref name="values"/> and asks <paramref name="resolve"/> for every key that is not among them.</summary>
    /// <param name="values">Values that are given and outrank what would be resolved.</param>
    /// <param name="resolve">Called at most once a spelling of a key; must not call back into the context.</param>
    public static RequestContext Resolving(IEnumerable<KeyValuePair<string, ContextValue>> values, Func<string, ContextValue> resolve)
    {
        ArgumentNullException.ThrowIfNull(resolve);
        return Create(values, resolve);
    }

    /// <summary>Lists <paramref name="values"/> with every spelling of their names, as a context lists them that was asked for each; of others nothing is known.</summary>
    internal static RequestContext AsListed(IEnumerable<KeyValuePair<string, ContextValue>> values)
    {
        var all = values.ToList();
        var context = Create(all, _ => ContextValue.Unknown);
        var listed = (context._exact ?? context._values).Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var (key, value) in all.Where(pair => !listed.Contains(pair.Key)))
        {
            context._resolved!.Set(key, value);
        }

        return context;
    }

    /// <summary>The same context, but for <paramref name="changed"/>.</summary>
    internal RequestContext With(IEnumerable<KeyValuePair<string, ContextValue>> changed) => Create([.. changed, .. _exact ?? _values], _resolve);

    /// <summary>Finds <paramref name="key"/>; false where the context does not speak of it at all.</summary>
    public bool TryGet(string key, out ContextValue value)
    {
        if (_exact is not null && _exact.TryGetValue(key, out value))
        {
            return true;
        }

        if (_values.TryGetValue(key, out value))
        {
            return true;
        }

        return _resolve is not null && Resolve(key, out value);
    }

    /// <summary>The keys looked up so far and those listed, with their values.</summary>
    public IEnumerator<KeyValuePair<string, ContextValue>> GetEnumerator()
    {
        var all = new List<KeyValuePair<string, ContextValue>>(_exact ?? _values);
        if (_resolved is not null)
        {
            _resolved.AddTo(all);
        }

        return all.GetEnumerator();
    }

    ContextValue IContextLookup.Lookup(string key) => this[key];

    // Nothing here tells a key's definition: one with several values is not a policy variable (VAR-03).
    bool IContextLookup.IsMultivalued(string key) => this[key].Count > 1;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static RequestContext Create(IEnumerable<KeyValuePair<string, ContextValue>> values, Func<string, ContextValue>? resolve)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values is RequestContext { IsEmpty: true })
        {
            return new(Empty._values, null, resolve);
        }

        var folded = new Dictionary<string, ContextValue>(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, ContextValue>? exact = null;
        foreach (var (key, value) in values)
        {
            if (!folded.TryAdd(key, value))
            {
                exact ??= new(folded, ExactTagComparer.Instance);
            }

            exact?.TryAdd(key, value);
        }

        return new(folded, exact, resolve);
    }

    private bool Resolve(string key, out ContextValue value)
    {
        if (!_resolved!.TryGet(key, out value))
        {
            value = _resolved.GetOrAdd(key, _resolve!);
        }

        return true;
    }
}
