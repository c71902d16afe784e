using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace AccessUndenied.Cluster.Tests;

/// <summary>A cluster of one silo in this process.</summary>
internal sealed class LocalSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private LocalSilo(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <param name="configure">What it has.</param>
    /// <param name="isAlone">Whether it keeps its membership itself; else by what it has.</param>
    public static async Task<LocalSilo> StartAsync(Action<ISiloBuilder> configure, bool isAlone = true)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.UseOrleans(silo => configure(isAlone
            ? silo.UseLocalhostClustering(FreePorts.Next(), FreePorts.Next())
            : silo.ConfigureEndpoints(IPAddress.Loopback, FreePorts.Next(), FreePorts.Next())));
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
