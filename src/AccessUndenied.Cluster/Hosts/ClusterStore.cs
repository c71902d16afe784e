using AccessUndenied.Cluster.Commands;
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

    /// <summary>Whether the store answers.</summary>
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
