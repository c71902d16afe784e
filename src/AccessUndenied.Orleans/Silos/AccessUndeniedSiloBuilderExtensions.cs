using AccessUndenied.Orleans.Silos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Lets silos work on jobs.</summary>
public static class AccessUndeniedSiloBuilderExtensions
{
    /// <summary>Adds the work on jobs to a silo, whose grain storage <c>access-undenied</c> the host configures beside it.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="configure">How it works; null for the defaults.</param>
    public static ISiloBuilder AddAccessUndenied(this ISiloBuilder silo, Action<ClusterWorkOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(silo);
        silo.Services.AddOptions<ClusterWorkOptions>().Configure(options => configure?.Invoke(options));
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.AddSingleton<JobShelf>();
        silo.Services.AddSingleton<Worker>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => services.GetRequiredService<Worker>());
        return silo;
    }
}
