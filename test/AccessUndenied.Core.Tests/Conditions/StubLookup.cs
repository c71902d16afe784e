using AccessUndenied.Conditions;
using AccessUndenied.Requests;

namespace AccessUndenied.Core.Tests.Conditions;

/// <summary>Knows the keys of a dictionary; every other is absent.</summary>
internal sealed class StubLookup : IContextLookup
{
    private readonly Dictionary<string, ContextValue> _values = new(StringComparer.OrdinalIgnoreCase);

    public StubLookup(params (string Key, ContextValue Value)[] values)
    {
        foreach (var (key, value) in values)
        {
            _values.Add(key, value);
        }
    }

    public ContextValue Lookup(string key) => _values.GetValueOrDefault(key);

    public bool IsMultivalued(string key) => key.Equals("aws:TagKeys", StringComparison.OrdinalIgnoreCase);
}
