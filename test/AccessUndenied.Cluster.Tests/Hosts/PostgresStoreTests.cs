using AccessUndenied.Cluster.Hosts;
using AccessUndenied.Cluster.Tests.Programs;
using AccessUndenied.Orleans.Grains;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Runtime;
using Orleans.Storage;

namespace AccessUndenied.Cluster.Tests.Hosts;

/// <summary>The tables in PostgreSQL, and what Orleans keeps in them.</summary>
public sealed class PostgresStoreTests
{
    private PostgresServer _server = null!;

    [OneTimeSetUp]
    public void Start() => _server = (PostgresServer)StoreServers.Start(StoreServers.Postgres);

    [OneTimeTearDown]
    public void End() => _server?.Dispose();

    [Test]
    public async Task ProblemAsync_ManyAtOnceOverAnEmptyDatabase_MakesTheTablesOnceAndLeavesOthersAlone()
    {
        var database = await NewDatabaseAsync();
        await RunAsync(database, "CREATE TABLE orleansquery (mine text); INSERT INTO orleansquery VALUES ('mine')");

        var problems = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ClusterStore.ProblemAsync(Address(database), CancellationToken.None)));

        problems.Should().AllSatisfy(problem => problem.Should().BeNull());
        (await ScalarAsync(database, "SELECT count(*) FROM access_undenied.schema_version")).Should().Be(1L);
        (await ScalarAsync(database, "SELECT mine FROM public.orleansquery")).Should().Be("mine");
    }

    [Test]
    public async Task ProblemAsync_UserWhoMayNotMakeTables_IsToldAndFindsThoseThatOthersMade()
    {
        var database = await NewDatabaseAsync();
        await RunAsync(database, "CREATE ROLE worker LOGIN PASSWORD 'w'");
        var worker = StoreAddress.Of($"postgres://worker:w@127.0.0.1:{_server.Port}/{database}")!;

        (await ClusterStore.ProblemAsync(worker, CancellationToken.None)).Should().Contain("permission denied");

        (await ClusterStore.ProblemAsync(Address(database), CancellationToken.None)).Should().BeNull();
        await RunAsync(database, "GRANT USAGE ON SCHEMA access_undenied TO worker; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA access_undenied TO worker");
        (await ClusterStore.ProblemAsync(worker, CancellationToken.None)).Should().BeNull();
    }

    [Test]
    public async Task ProblemAsync_WrongPassword_IsRefused() =>
        (await ClusterStore.ProblemAsync(StoreAddress.Of($"postgres://keeper:wrong@127.0.0.1:{_server.Port}/postgres")!, CancellationToken.None)).Should().Contain("password authentication failed");

    [Test]
    public async Task WriteStateAsync_ByTwoWhoReadTheSame_CountsOnce()
    {
        await using var silo = await SiloAsync();
        var store = silo.Services.GetRequiredKeyedService<IGrainStorage>(ClusterStore.Cluster);
        foreach (var key in new[] { "job/1", "job/1 ä'" })
        {
            var id = GrainId.Create("kind", key);
            var (one, other) = (new GrainState<ChunkState>(), new GrainState<ChunkState>());
            await store.ReadStateAsync("state", id, one);
            await store.ReadStateAsync("state", id, other);

            // The first write of all, and one after it.
            for (byte i = 1; i < 3; i++)
            {
                one.State = new() { Content = [i] };
                await store.WriteStateAsync("state", id, one);
                other.State = new() { Content = [9] };
                await FluentActions.Awaiting(() => store.WriteStateAsync("state", id, other)).Should().ThrowAsync<InconsistentStateException>();
                await store.ReadStateAsync("state", id, other);
                other.State?.Content.Should().Equal(i);
            }
        }

        var another = new GrainState<ChunkState>();
        await store.ReadStateAsync("another state", GrainId.Create("kind", "job/1"), another);
        another.State?.Content.Should().BeNull();
    }

    [Test]
    public async Task InsertAndUpdateRow_ByTwoWhoReadTheSameVersion_CountOnce()
    {
        await using var silo = await SiloAsync();
        var table = silo.Services.GetRequiredService<IMembershipTable>();
        var read = await table.ReadAllAsync();
        var (one, other) = (Entry(1), Entry(2));

        (await table.InsertRowAsync(one, read.Version.Next())).Should().BeTrue();
        (await table.InsertRowAsync(other, read.Version.Next())).Should().BeFalse("the version is another one by now");
        (await table.InsertRowAsync(one, (await table.ReadAllAsync()).Version.Next())).Should().BeFalse("it is there");
        read = await table.ReadAllAsync();
        (await table.InsertRowAsync(other, read.Version.Next())).Should().BeTrue();

        read = await table.ReadRowAsync(one.SiloAddress);
        var (entry, tag) = read.Members.Should().ContainSingle().Which;
        (entry.SiloName, entry.Status, entry.ProxyPort).Should().Be(("silo 1", SiloStatus.Joining, 30_001));
        entry.Status = SiloStatus.Dead;
        entry.SuspectTimes = [Tuple.Create(other.SiloAddress, DateTime.UtcNow)];
        (await table.UpdateRowAsync(entry, tag, read.Version.Next())).Should().BeTrue();
        (await table.UpdateRowAsync(entry, tag, read.Version.Next())).Should().BeFalse();

        read = await table.ReadAllAsync();
        read.Members.Single(member => member.Item1.SiloAddress.Equals(one.SiloAddress)).Item1.SuspectTimes.Should().ContainSingle();
        await table.CleanupDefunctSiloEntriesAsync(DateTimeOffset.UtcNow.AddMinutes(1));
        read = await table.ReadAllAsync();
        read.Members.Select(member => member.Item1.SiloAddress).Should().NotContain(one.SiloAddress).And.Contain(other.SiloAddress);
    }

    private static MembershipEntry Entry(int number) => new()
    {
        SiloAddress = SiloAddress.New(System.Net.IPAddress.Parse("10.0.0.1"), 20_000 + number, number),
        SiloName = $"silo {number}",
        HostName = "host",
        Status = SiloStatus.Joining,
        ProxyPort = 30_000 + number,
        StartTime = DateTime.UtcNow,
        IAmAliveTime = DateTime.UtcNow,
    };

    private async Task<LocalSilo> SiloAsync()
    {
        var store = Address(await NewDatabaseAsync());
        (await ClusterStore.ProblemAsync(store, CancellationToken.None)).Should().BeNull();
        return await LocalSilo.StartAsync(silo => silo.UseStore(store), isAlone: false);
    }

    private StoreAddress Address(string database) => StoreAddress.Of(_server.AddressOf(database))!;

    private async Task<string> NewDatabaseAsync()
    {
        var name = $"d{Guid.NewGuid():N}";
        await RunAsync("postgres", $"CREATE DATABASE {name}");
        return name;
    }

    private async Task RunAsync(string database, string text) => await ScalarAsync(database, text);

    private async Task<object?> ScalarAsync(string database, string text)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server.Connection) { Database = database }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(text, connection);
        return await command.ExecuteScalarAsync();
    }
}
