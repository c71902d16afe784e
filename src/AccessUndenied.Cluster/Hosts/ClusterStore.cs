using Microsoft.Extensions.Hosting;
using Orleans.Clustering.Redis;
using Orleans.Configuration;
using Orleans.Persistence;
using Orleans.Serialization;
using Orleans.Storage;
using StackExchange.Redis;

namespace AccessUndenied.Cluster.Hosts;

/// <summary>Membership and state in Redis.</summary>
internal static class ClusterStore
{
    private const string Cluster = "access-undenied";
    private const int MostTries = 5;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    public static void UseStore(this ISiloBuilder silo, StoreAddress store)
    {
        silo.Configure<ClusterOptions>(Name);
        silo.UseRedisClustering(options => options.ConfigurationOptions = ToRedis(store));
        silo.AddRedisGrainStorage(Cluster, builder => builder.Configure<Serializer>((options, serializer) =>
        {
            options.ConfigurationOptions = ToRedis(store);
            options.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
        }));
    }

    public static void UseStore(this IClientBuilder client, StoreAddress store)
    {
        client.Configure<ClusterOptions>(Name);
        client.UseRedisClustering(options => options.ConfigurationOptions = ToRedis(store));
    }

    /// <summary>Why the store does not answer, also when it is asked some times; null where it does.</summary>
    public static async Task<string?> ProblemAsync(StoreAddress store, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await using var connection = await ConnectionMultiplexer.ConnectAsync(ToRedis(store, isOnce: true));
                await connection.GetDatabase().PingAsync();
                return null;
            }
            catch (RedisException exception) when (tries == MostTries)
            {
                return exception.Message;
            }
            catch (RedisException)
            {
                // It may be just about to start.
                await Task.Delay(s_pause, cancellationToken);
            }
        }
    }

    private static void Name(ClusterOptions options) => (options.ClusterId, options.ServiceId) = (Cluster, Cluster);

    private static ConfigurationOptions ToRedis(StoreAddress store, bool isOnce = false) => new()
    {
        EndPoints = { { store.Host, store.Port } },
        User = store.User,
        Password = store.Password,
        Ssl = store.IsTls,
        AbortOnConnectFail = isOnce,
        ConnectRetry = isOnce ? 1 : 10,
        ConnectTimeout = 3000,
        ReconnectRetryPolicy = new LinearRetry(500),
    };
}
