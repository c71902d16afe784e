using AccessUndenied.Requests;

namespace AccessUndenied.Conditions;

/// <summary>One condition key whose value a function gives.</summary>
internal sealed class SingleConditionKey : IConditionKeyProvider
{
    private readonly string _key;
    private readonly Func<ConditionKeyQuery, ContextValue> _value;

    public SingleConditionKey(string key, Func<ConditionKeyQuery, ContextValue> value)
    {
        _key = key;
        _value = value;
    }

    public bool TryGetValue(string key, ConditionKeyQuery query, out ContextValue value)
    {
        var isOurs = key.Equals(_key, StringComparison.OrdinalIgnoreCase);
        value = isOurs ? _value(query) : ContextValue.Absent;
        return isOurs;
    }
}
