using AccessUndenied;
using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the analyzer.</summary>
public static class AccessUndeniedServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IAccessDeniedAnalyzer"/>; a provider's own methods on the builder tell it what to read and how to decide.</summary>
    /// <remarks>Calling it twice is harmless. Each default gives way to what is registered before it.</remarks>
    public static AccessUndeniedBuilder AddAccessUndenied(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<IAccessDeniedAnalyzer, AccessDeniedAnalyzer>();
        services.TryAddSingleton<IConditionKeyRegistry, ConditionKeyRegistry>();
        services.TryAddSingleton<IPolicySource, NoPolicySource>();
        return new(services);
    }
}
