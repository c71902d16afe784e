using Microsoft.Extensions.Hosting;
using Orleans.Clustering.Redis;
using Orleans.Persistence;
using Orleans.Serialization;
using Orleans.Storage;
using StackExchange.Redis;

namespace AccessUndenied.Cluster.Hosts;

/// <summary>Membership and state in Redis.</summary>
internal static class RedisStore
{
    public static void Use(ISiloBuilder silo, StoreAddress store)
    {
        silo.UseRedisClustering(options => options.ConfigurationOptions = ToRedis(store));
        silo.AddRedisGrainStorage(ClusterStore.Cluster, builder => builder.Configure<Serializer>((options, serializer) =>
        {
            options.ConfigurationOptions = ToRedis(store);
            options.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
        }));
    }

    public static void Use(IClientBuilder client, StoreAddress store) => client.UseRedisClustering(options => options.ConfigurationOptions = ToRedis(store));

    /// <summary>Why it does not answer; null where it does.</summary>
    public static async Task<string?> ProblemAsync(StoreAddress store)
    {
        try
        {
            await using var connection = await ConnectionMultiplexer.ConnectAsync(ToRedis(store, isOnce: true));
            await connection.GetDatabase().PingAsync();
            return null;
        }
        catch (RedisException exception)
        {
            return exception.Message;
        }
    }

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
