using System.Collections.Immutable;

namespace AccessUndenied.Requests;

/// <summary>Values of condition keys that a policy source knows (tags, organization) rather than the record.</summary>
/// <remarks>A prefix in <see cref="CompletePrefixes"/> says that every key below it that is not listed is certainly absent.</remarks>
public sealed class ContextFacts
{
    private readonly IReadOnlyDictionary<string, ContextValue> _values;

    /// <summary>Facts with these values; names compare as the dictionary does, which should be without regard to case.</summary>
    /// <param name="values">The values by condition key.</param>
    /// <param name="completePrefixes">Prefixes of keys, such as <c>aws:PrincipalTag/</c>, or whole keys, of which everything is known.</param>
    public ContextFacts(IReadOnlyDictionary<string, ContextValue> values, IReadOnlyList<string> completePrefixes)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(completePrefixes);
        _values = values;
        CompletePrefixes = completePrefixes;
    }

    /// <summary>Nothing is known.</summary>
    public static ContextFacts None { get; } = new(new Dictionary<string, ContextValue>(StringComparer.OrdinalIgnoreCase), []);

    /// <summary>Prefixes of keys of which everything is known.</summary>
    public IReadOnlyList<string> CompletePrefixes { get; }

    /// <summary>The values by condition key.</summary>
    public IReadOnlyDictionary<string, ContextValue> Values => _values;

    /// <summary>Values of the caller's entity that hold for its session only where the session did not bring others, so that they are facts once the call that made it is known.</summary>
    public IReadOnlyDictionary<string, ContextValue> OfEntity { get; init; } = ImmutableDictionary<string, ContextValue>.Empty;

    /// <summary>The facts of a session whose own values are known: those of its entity are facts, too.</summary>
    internal ContextFacts WithEntity() => OfEntity.Count == 0 ? this
        : new(new Dictionary<string, ContextValue>(OfEntity.Concat(_values.Where(pair => !OfEntity.ContainsKey(pair.Key))), StringComparer.OrdinalIgnoreCase), CompletePrefixes);

    /// <summary>Finds <paramref name="key"/>; false where the facts do not tell whether the request has it.</summary>
    public bool TryGet(string key, out ContextValue value)
    {
        if (_values.TryGetValue(key, out value))
        {
            return true;
        }

        for (var i = 0; i < CompletePrefixes.Count; i++)
        {
            if (key.StartsWith(CompletePrefixes[i], StringComparison.OrdinalIgnoreCase))
            {
                value = ContextValue.Absent;
                return true;
            }
        }

        return false;
    }
}
