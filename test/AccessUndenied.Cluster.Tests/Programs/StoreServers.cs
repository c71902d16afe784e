namespace AccessUndenied.Cluster.Tests.Programs;

/// <summary>The stores that a cluster may have, by the schemes of their addresses.</summary>
internal static class StoreServers
{
    public const string Redis = "redis";
    public const string Postgres = "postgres";

    /// <summary>Starts one; the test is left out, with the reason, where this machine has none.</summary>
    public static IStoreServer Start(string scheme)
    {
        if ((scheme == Postgres ? PostgresServer.Missing : RedisServer.Missing) is { } why)
        {
            Assert.Ignore(why);
        }

        return scheme == Postgres ? new PostgresServer() : new RedisServer();
    }
}
