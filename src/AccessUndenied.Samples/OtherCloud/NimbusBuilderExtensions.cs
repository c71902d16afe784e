using AccessUndenied.Conditions;
using AccessUndenied.Policies;
using AccessUndenied.Requests;
using AccessUndenied.Samples.OtherCloud;
using AccessUndenied.Simulation;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Tells the analyzer how to read Nimbus.</summary>
public static class NimbusBuilderExtensions
{
    /// <summary>Reads Nimbus' audit log and decides as Nimbus does, by the policies of <paramref name="export"/>, a JSON text.</summary>
    /// <remarks>A provider that also registers an <c>IPolicyDialect</c> gets verified changes planned; without one, causes alone are named.</remarks>
    public static AccessUndeniedBuilder UseNimbus(this AccessUndeniedBuilder builder, string export)
    {
        builder.Services.TryAddSingleton<IRequestResolver, NimbusRequestResolver>();
        builder.Services.TryAddSingleton<ISimulator, NimbusSimulator>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IConditionKeyProvider, NimbusConditionKeys>());
        return builder.UsePolicySource(_ => new NimbusPolicySource(export));
    }
}
