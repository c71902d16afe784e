using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Tests.Wire;

namespace AccessUndenied.Benchmarks.Live;

/// <summary>Live analysis and collection against servers in this process: requests counted, time against bare fetching, peak of the managed heap.</summary>
internal static class LiveRatio
{
    private const int RolesOnAPage = 500;

    /// <summary>Prints the figures; the first argument is the number of roles (default 5,000), the second how many rounds are timed (default 5).</summary>
    public static async Task RunAsync(string[] args)
    {
        var roles = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5_000;
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        foreach (var events in new[] { 1, 100, 1_000 })
        {
            await CountRequestsAsync(events);
        }

        await TimeCollectionAsync(roles, rounds);
        foreach (var count in new[] { roles / 10, roles })
        {
            await MeasureMemoryAsync(count);
        }
    }

    private static async Task CountRequestsAsync(int events)
    {
        await using var fake = await SampleOrganization.StartAsync();
        await using var live = SampleOrganization.Live(fake);
        var record = await SampleOrganization.RecordAsync(0);
        var records = Enumerable.Range(0, events).Select(i => record.Replace("inventory-job", $"inventory-job-{i}", StringComparison.Ordinal)).ToList();
        var start = Stopwatch.GetTimestamp();
        var results = await SampleOrganization.AnalyzeAsync(live, records);
        Print($"live, {events:N0} events of one role", $"{fake.Calls.Count} requests, {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms, {results.Count:N0} results");
    }

    private static async Task TimeCollectionAsync(int roles, int rounds)
    {
        await using var server = await RolePageServer.StartAsync(roles, RolesOnAPage);
        var pages = (roles + RolesOnAPage - 1) / RolesOnAPage;
        var bare = await BestAsync(rounds, () => server.FetchAllAsync());
        var parsed = await BestAsync(rounds, async () =>
        {
            foreach (var page in await server.FetchAllAsync())
            {
                XElement.Load(new MemoryStream(page));
            }
        });
        long bytes = 0;
        var collection = await BestAsync(rounds, async () => bytes = await CollectAsync(server, null));
        Print($"snapshot of {roles:N0} roles, {pages} pages", $"{server.Bytes / 1e6:F1} MB fetched, {bytes / 1e6:F1} MB written");
        Print("bare fetching of the pages", $"{bare.TotalMilliseconds:F1} ms");
        Print("fetching and XElement.Load", $"{parsed.TotalMilliseconds:F1} ms");
        Print("snapshot collected and written", $"{collection.TotalMilliseconds:F1} ms, {collection / bare:F2} x bare, {collection / parsed:F2} x parsed, {roles / collection.TotalSeconds:N0} roles a second");
    }

    // A full collection at every report of progress: what is alive is counted, and not what waits to be collected.
    private static async Task MeasureMemoryAsync(int roles)
    {
        await using var server = await RolePageServer.StartAsync(roles, RolesOnAPage);
        await CollectAsync(server, null);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var heap = new HeapPeak();
        await CollectAsync(server, heap);
        Print($"peak of the live heap, {roles:N0} roles", $"{(heap.Peak - before) / 1e6:F2} MB above {before / 1e6:F1} MB (the server's pages: {server.Bytes / 1e6:F1} MB)");
    }

    private static async Task<long> CollectAsync(RolePageServer server, IProgress<CollectionProgress>? progress)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "snapshot.json");
            using var connection = new AwsConnection(new() { Credentials = FakeAws.CredentialsOf(RolePageServer.Account), EndpointUrl = server.Url, Region = "eu-west-1" });
            var summary = await new SnapshotCollector(connection).CollectAsync(new() { OutputPath = path }, progress, CancellationToken.None);
            return summary.Accounts == 1 && summary.IsComplete ? new FileInfo(path).Length : throw new InvalidOperationException(string.Join('\n', summary.Unavailable));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<TimeSpan> BestAsync(int rounds, Func<Task> action)
    {
        await action();
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await action();
            var time = Stopwatch.GetElapsedTime(start);
            best = time < best ? time : best;
        }

        return best;
    }

    private static void Print(string what, string figure) => Console.WriteLine($"{what,-42} {figure}");

    private sealed class HeapPeak : IProgress<CollectionProgress>
    {
        private long _peak;

        public long Peak => Volatile.Read(ref _peak);

        public void Report(CollectionProgress value)
        {
            var now = GC.GetTotalMemory(forceFullCollection: true);
            if (now > _peak)
            {
                Volatile.Write(ref _peak, now);
            }
        }
    }
}
