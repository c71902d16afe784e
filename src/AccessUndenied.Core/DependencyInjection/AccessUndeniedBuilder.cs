using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds providers to the analyzer that <c>AddAccessUndenied()</c> registered.</summary>
public sealed class AccessUndeniedBuilder
{
    internal AccessUndeniedBuilder(IServiceCollection services) => Services = services;

    /// <summary>The collection that everything is registered in.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds a reader of the policies that some kinds of resource carry themselves.</summary>
    public AccessUndeniedBuilder AddResourcePolicyProvider<
        [System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.PublicConstructors)]
        TProvider>()
        where TProvider : class, IResourcePolicyProvider
    {
        Services.AddSingleton<IResourcePolicyProvider, TProvider>();
        return this;
    }

    /// <summary>Adds a source of condition-key values; the last one added is asked first.</summary>
    public AccessUndeniedBuilder AddConditionKeys(IConditionKeyProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        Services.AddSingleton(provider);
        return this;
    }

    /// <summary>Adds one condition key.</summary>
    /// <param name="key">The key, such as <c>acme:tenant</c>; compared without regard to case.</param>
    /// <param name="value">Gives its value for a request; <see cref="ContextValue.Unknown"/> where it cannot.</param>
    public AccessUndeniedBuilder AddConditionKey(string key, Func<ConditionKeyQuery, ContextValue> value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(value);
        return AddConditionKeys(new SingleConditionKey(key, value));
    }
}
