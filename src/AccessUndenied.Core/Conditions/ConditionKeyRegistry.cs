using AccessUndenied.Requests;

namespace AccessUndenied.Conditions;

/// <summary>Asks the registered providers in the order of their registration, the last registered first, so that users override defaults.</summary>
internal sealed class ConditionKeyRegistry : IConditionKeyRegistry
{
    private readonly IConditionKeyProvider[] _providers;

    public ConditionKeyRegistry(IEnumerable<IConditionKeyProvider> providers) => _providers = [.. providers.Reverse()];

    public ContextValue Resolve(string key, ConditionKeyQuery query)
    {
        foreach (var provider in _providers)
        {
            if (provider.TryGetValue(key, query, out var value))
            {
                return value;
            }
        }

        return query.Facts.TryGet(key, out var fact) ? fact : ContextValue.Unknown;
    }
}
