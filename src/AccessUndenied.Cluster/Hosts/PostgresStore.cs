using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Serialization;
using Orleans.Storage;

namespace AccessUndenied.Cluster.Hosts;

/// <summary>Membership and state in PostgreSQL.</summary>
internal static class PostgresStore
{
    private const string Invariant = "Npgsql";
    private const string Program = "access-undenied-cluster";

    // So that a hundred workers do not need a thousand connections.
    private const int MostConnections = 8;

    // One pool a process.
    private static readonly ConcurrentDictionary<StoreAddress, NpgsqlDataSource> s_sources = new();

    public static void Use(ISiloBuilder silo, StoreAddress store)
    {
        silo.UseAdoNetClustering(options => (options.Invariant, options.DataSource) = (Invariant, SourceOf(store)));
        silo.AddAdoNetGrainStorage(ClusterStore.Cluster, builder => builder.Configure<Serializer>((options, serializer) =>
        {
            (options.Invariant, options.DataSource) = (Invariant, SourceOf(store));
            options.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
        }));
    }

    public static void Use(IClientBuilder client, StoreAddress store) =>
        client.UseAdoNetClustering(options => (options.Invariant, options.DataSource) = (Invariant, SourceOf(store)));

    /// <summary>Why it does not answer; null where it does, and has its tables.</summary>
    public static async Task<string?> ProblemAsync(StoreAddress store, CancellationToken cancellationToken)
    {
        try
        {
            await PostgresSchema.PrepareAsync(SourceOf(store), cancellationToken);
            return null;
        }
        catch (PostgresException exception)
        {
            return exception.MessageText;
        }
        catch (Exception exception) when (exception is NpgsqlException or SocketException or TimeoutException or IOException)
        {
            return exception.Message;
        }
    }

    private static NpgsqlDataSource SourceOf(StoreAddress store) => s_sources.GetOrAdd(store, static store => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder
    {
        Host = store.Host,
        Port = store.Port,
        Username = store.User,
        Password = store.Password,
        Database = store.Database,
        SearchPath = PostgresSchema.Name,
        SslMode = store.TlsMode is { } mode ? Enum.Parse<SslMode>(mode.Replace("-", "", StringComparison.Ordinal), ignoreCase: true) : SslMode.Prefer,
        RootCertificate = store.RootCertificate,
        ApplicationName = Program,
        MaxPoolSize = MostConnections,
        Timeout = 3,

        // Before whoever called gives up.
        CommandTimeout = 6,
        KeepAlive = 10,
    }));
}
