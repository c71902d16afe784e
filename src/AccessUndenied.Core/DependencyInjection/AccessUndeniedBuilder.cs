using System.Diagnostics.CodeAnalysis;
using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Simulation;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds providers to the analyzer that <c>AddAccessUndenied()</c> registered.</summary>
public sealed class AccessUndeniedBuilder
{
    internal AccessUndeniedBuilder(IServiceCollection services) => Services = services;

    /// <summary>The collection that everything is registered in.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Takes the policies from <typeparamref name="TSource"/>, whatever was to give them before. The last call holds.</summary>
    public AccessUndeniedBuilder UsePolicySource<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSource>()
        where TSource : class, IPolicySource
    {
        Services.Replace(ServiceDescriptor.Singleton<IPolicySource, TSource>());
        return this;
    }

    /// <summary>Takes the policies from what <paramref name="source"/> makes, whatever was to give them before. The last call holds.</summary>
    public AccessUndeniedBuilder UsePolicySource(Func<IServiceProvider, IPolicySource> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Services.Replace(ServiceDescriptor.Singleton(source));
        return this;
    }

    /// <summary>Explains the events' own texts alone, where no policies can be read. Any policy source that is asked for later holds.</summary>
    /// <param name="why">Why they cannot be read, in one sentence that names the way out; each result's evidence says so of every layer.</param>
    public AccessUndeniedBuilder UseNoPolicySource(string why)
    {
        ArgumentException.ThrowIfNullOrEmpty(why);
        return UsePolicySource(_ => new NoPolicySource(why));
    }

    /// <summary>Lets <typeparamref name="TSimulator"/> decide, whatever was to decide before. The last call holds.</summary>
    public AccessUndeniedBuilder UseSimulator<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSimulator>()
        where TSimulator : class, ISimulator
    {
        Services.Replace(ServiceDescriptor.Singleton<ISimulator, TSimulator>());
        return this;
    }

    /// <summary>Lets what <paramref name="simulator"/> makes decide, whatever was to decide before. The last call holds.</summary>
    public AccessUndeniedBuilder UseSimulator(Func<IServiceProvider, ISimulator> simulator)
    {
        ArgumentNullException.ThrowIfNull(simulator);
        Services.Replace(ServiceDescriptor.Singleton(simulator));
        return this;
    }

    /// <summary>Lets <typeparamref name="TResolver"/> tell which requests an event is about, whatever was to tell it before. The last call holds.</summary>
    public AccessUndeniedBuilder UseRequestResolver<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TResolver>()
        where TResolver : class, IRequestResolver
    {
        Services.Replace(ServiceDescriptor.Singleton<IRequestResolver, TResolver>());
        return this;
    }

    /// <summary>Adds a reader of the policies that some kinds of resource carry themselves.</summary>
    public AccessUndeniedBuilder AddResourcePolicyProvider<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
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
