using AccessUndenied.Cli.Output;
using AccessUndenied.Orleans.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace AccessUndenied.Cluster.Hosts;

/// <summary>A connection to a cluster.</summary>
internal sealed class ClusterConnection : IAsyncDisposable
{
    private readonly IHost _host;

    private ClusterConnection(IHost host)
    {
        _host = host;
        Jobs = new(host.Services.GetRequiredService<IClusterClient>());
    }

    public ClusterJobs Jobs { get; }

    /// <exception cref="CommandFailedException">The store or every worker is out of reach.</exception>
    public static async Task<ClusterConnection> OpenAsync(StoreAddress store, ClusterTls? tls, CancellationToken cancellationToken)
    {
        if (await ClusterStore.ProblemAsync(store, cancellationToken) is { } problem)
        {
            throw new CommandFailedException(ClusterMessages.NoStore(store, problem));
        }

        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.UseOrleansClient(client =>
        {
            client.UseStore(store);
            tls?.Use(client);
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2));
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(8));
            client.UseConnectionRetryFilter(new Retries());
        });
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken);
            return new(host);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            host.Dispose();
            throw new CommandFailedException(ClusterMessages.NoWorkers(store, exception.Message), exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    /// <summary>A worker may be just about to join.</summary>
    private sealed class Retries : IClientConnectionRetryFilter
    {
        private const int Most = 15;
        private int _tries;

        public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            return ++_tries < Most;
        }
    }
}
