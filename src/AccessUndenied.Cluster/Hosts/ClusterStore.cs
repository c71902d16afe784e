using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace AccessUndenied.Cluster.Hosts;

/// <summary>Where membership and state are kept.</summary>
internal static class ClusterStore
{
    /// <summary>The name of the cluster and its services, and of its grain storage.</summary>
    public const string Cluster = "access-undenied";

    private const int MostTries = 5;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    public static void UseStore(this ISiloBuilder silo, StoreAddress store)
    {
        silo.Configure<ClusterOptions>(Name);
        if (store.Kind == StoreKind.Postgres)
        {
            PostgresStore.Use(silo, store);
        }
        else
        {
            RedisStore.Use(silo, store);
        }
    }

    public static void UseStore(this IClientBuilder client, StoreAddress store)
    {
        client.Configure<ClusterOptions>(Name);
        if (store.Kind == StoreKind.Postgres)
        {
            PostgresStore.Use(client, store);
        }
        else
        {
            RedisStore.Use(client, store);
        }
    }

    /// <summary>Why the store does not answer; null where it does, and has what it needs.</summary>
    public static Task<string?> ProblemOnceAsync(StoreAddress store, CancellationToken cancellationToken) =>
        store.Kind == StoreKind.Postgres ? PostgresStore.ProblemAsync(store, cancellationToken) : RedisStore.ProblemAsync(store);

    /// <summary>Why the store does not answer, also when it is asked some times; null where it does.</summary>
    public static async Task<string?> ProblemAsync(StoreAddress store, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var problem = await ProblemOnceAsync(store, cancellationToken);
            if (problem is null || tries == MostTries)
            {
                return problem;
            }

            // It may be just about to start.
            await Task.Delay(s_pause, cancellationToken);
        }
    }

    private static void Name(ClusterOptions options) => (options.ClusterId, options.ServiceId) = (Cluster, Cluster);
}
