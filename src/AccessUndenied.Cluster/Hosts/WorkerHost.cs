using System.Net;
using System.Net.Sockets;
using AccessUndenied.Cli.Output;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;

namespace AccessUndenied.Cluster.Hosts;

/// <summary>A worker's process: a silo that also works.</summary>
internal sealed class WorkerHost(CommandConsole console, WorkerChoice choice)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (await ClusterStore.ProblemAsync(choice.Store, cancellationToken) is { } problem)
        {
            throw new CommandFailedException(ClusterMessages.NoStore(choice.Store, problem));
        }

        var (port, gateway) = choice.Port > 0 ? (choice.Port, choice.Port + 1) : FreePorts(choice.Listen);
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddConsoleLogs(console);
        builder.AddTelemetry();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = choice.DrainTime + choice.DrainTime + TimeSpan.FromSeconds(10));
        builder.UseOrleans(silo =>
        {
            silo.UseStore(choice.Store);
            choice.Tls?.Use(silo);
            silo.Configure<EndpointOptions>(options =>
            {
                (options.AdvertisedIPAddress, options.SiloPort, options.GatewayPort) = (choice.Listen, port, gateway);
                (options.SiloListeningEndpoint, options.GatewayListeningEndpoint) = (new IPEndPoint(choice.Listen, port), new IPEndPoint(choice.Listen, gateway));
            });

            // A worker that ends is found out within some seconds, as its lease is.
            silo.Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = TimeSpan.FromSeconds(2);
                options.TableRefreshTimeout = TimeSpan.FromSeconds(10);

                // Where all ended at once, a new one does not wait for the old ones for long.
                options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
                options.DefunctSiloCleanupPeriod = TimeSpan.FromMinutes(10);
                options.DefunctSiloExpiration = TimeSpan.FromMinutes(10);
            });
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(8));
            silo.AddAccessUndenied(options =>
            {
                options.Concurrency = choice.Concurrency;
                options.LeaseTime = choice.LeaseTime;
                options.DrainTime = choice.DrainTime;
            });
        });
        using var host = builder.Build();
        var health = new WorkerHealth(host.Services.GetRequiredService<ISiloStatusOracle>(), choice.Store);
        using var endpoint = choice.Health is { } address ? new HealthEndpoint(address, health.LiveAsync, health.ReadyAsync) : null;
        await host.StartAsync(cancellationToken);
        console.Say(ClusterMessages.Joined(choice.Store, port));
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        console.Say(ClusterMessages.Draining);
        health.Drain();
        await host.StopAsync(CancellationToken.None);
        return ExitCodes.Done;
    }

    private static (int, int) FreePorts(IPAddress address)
    {
        using var first = new TcpListener(address, 0);
        using var second = new TcpListener(address, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
