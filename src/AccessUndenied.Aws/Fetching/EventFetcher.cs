using AccessUndenied.Aws.Events;
using System.Text;
using System.Text.Json;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Live;

namespace AccessUndenied.Aws.Fetching;

/// <summary>Downloads denied events from CloudTrail's event history.</summary>
/// <remarks>
/// Keeps to one call a second for each region, those after a fault included, since the history allows no more than two for an account and region, and backs off when
/// throttled. Shape of the file: <c>{"Records": […]}</c>; it appears at once, when it is whole.
/// Source: CloudTrail API Reference, <c>LookupEvents</c>: management events of the last 90 days.
/// </remarks>
public sealed class EventFetcher
{
    private const int MaxAttempts = 5;

    private readonly AwsConnection _connection;

    /// <summary>A fetcher over <paramref name="connection"/>, which stays its owner's to dispose of.</summary>
    public EventFetcher(AwsConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
    }

    /// <summary>The time between two calls in one region; shorter in tests.</summary>
    internal TimeSpan CallInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Fetches the events and writes those that were denied.</summary>
    /// <param name="fetch">Which ones, and where to.</param>
    /// <param name="progress">Told how many events were seen; null for nobody.</param>
    /// <param name="cancellationToken">Stops it; nothing is written then.</param>
    /// <exception cref="AwsAccessException">There are no valid credentials, or no region could be looked in.</exception>
    /// <exception cref="ArgumentException">The end is before the start.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    public async Task<EventFetchSummary> FetchAsync(EventFetch fetch, IProgress<CollectionProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        if (fetch.End < fetch.Start)
        {
            throw new ArgumentException(LiveMessages.EndBeforeStart(fetch.Start, fetch.End), nameof(fetch));
        }

        await _connection.GetCallerAsync(cancellationToken).ConfigureAwait(false);
        var access = await _connection.ForCallerAsync(cancellationToken).ConfigureAwait(false);
        var regions = await FindRegionsAsync(access, fetch.AllRegions, cancellationToken).ConfigureAwait(false);
        var run = new FetchProgress(progress);
        await AtomicFile.WriteAsync(fetch.OutputPath, stream => WriteAsync(stream, access, regions, fetch, run, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new(run.Seen, run.Denied, regions, run.Failures);
    }

    private static async Task<IReadOnlyList<string>> FindRegionsAsync(AccountAccess access, bool all, CancellationToken cancellationToken)
    {
        if (!all)
        {
            return [access.DefaultRegion];
        }

        try
        {
            return await access.Client((owner, region) => new Ec2Client(owner, region)).DescribeRegionsAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException exception)
        {
            throw new AwsAccessException(LiveMessages.RegionsUnknown(exception.Message), exception);
        }
    }

    private async Task WriteAsync(Stream stream, AccountAccess access, IReadOnlyList<string> regions, EventFetch fetch, FetchProgress run, CancellationToken cancellationToken)
    {
        await stream.WriteAsync("{\"Records\": ["u8.ToArray(), cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(regions.Select(region => FetchRegionAsync(stream, access, region, fetch, run, cancellationToken))).ConfigureAwait(false);
        await stream.WriteAsync("\n]}\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        if (run.Failures.Count == regions.Count)
        {
            throw new AwsAccessException(run.Failures[0]);
        }
    }

    private async Task FetchRegionAsync(Stream stream, AccountAccess access, string region, EventFetch fetch, FetchProgress run, CancellationToken cancellationToken)
    {
        var client = access.Client((owner, place) => new CloudTrailClient(owner, place) { Pace = new(CallInterval, _connection.Time) }, region);
        string? next = null;
        var pages = new PageTokens("cloudtrail:LookupEvents", access.AccountId);
        try
        {
            do
            {
                // The wait for the turn is spent here, where it holds nobody up.
                var wait = Task.Delay(CallInterval, _connection.Time, cancellationToken);
                var page = await LookUpAsync(client, fetch, next, cancellationToken).ConfigureAwait(false);

                // A call that was called off may end with an answer of nothing.
                cancellationToken.ThrowIfCancellationRequested();
                await run.AddAsync(stream, page, region, cancellationToken).ConfigureAwait(false);
                next = page.Text("NextToken");
                if (next is not null)
                {
                    await wait.ConfigureAwait(false);
                }
            }
            while (pages.GoesOnWith(next));
        }
        catch (AwsCallException exception)
        {
            run.Fail($"{region}: {exception.Message}");
        }
    }

    private static async Task<JsonElement> LookUpAsync(CloudTrailClient client, EventFetch fetch, string? next, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await client.LookupEventsAsync(fetch.Start, fetch.End, next, cancellationToken).ConfigureAwait(false);
            }
            catch (AwsCallException exception) when (exception.Fault == AwsFault.Unreachable && attempt < MaxAttempts && !client.IsOver)
            {
                // The client's pace is the wait.
            }
        }
    }

    /// <summary>The counts of one fetch, and its turn to write.</summary>
    private sealed class FetchProgress(IProgress<CollectionProgress>? progress)
    {
        private readonly SemaphoreSlim _turn = new(1, 1);
        private readonly List<string> _failures = [];
        private readonly HashSet<string> _known = new(StringComparer.Ordinal);
        private readonly HashSet<string> _written = new(StringComparer.Ordinal);

        public long Seen { get; private set; }

        public long Denied { get; private set; }

        public IReadOnlyList<string> Failures => _failures;

        public void Fail(string failure)
        {
            lock (_failures)
            {
                _failures.Add(failure);
            }
        }

        public async Task AddAsync(Stream stream, JsonElement page, string region, CancellationToken cancellationToken)
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(page.GetRawText()));
            var options = new CloudTrailReaderOptions { SourceName = $"CloudTrail in {region}" };
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                // A page that comes twice counts once.
                Seen += page.Items("Events").Count(item => item.Text("EventId") is not { } id || _known.Add(id));
                await foreach (var denied in CloudTrailReader.ReadAsync(content, options, new ReadSummary(), cancellationToken).ConfigureAwait(false))
                {
                    if (!denied.Raw.IsEmpty && (denied.Id is not { Length: > 0 } id || _written.Add(id)))
                    {
                        await stream.WriteAsync(Denied++ == 0 ? "\n"u8.ToArray() : ",\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
                        await stream.WriteAsync(denied.Raw, cancellationToken).ConfigureAwait(false);
                    }
                }

                progress?.Report(new("events", (int)Math.Min(Seen, int.MaxValue), null));
            }
            finally
            {
                _turn.Release();
            }
        }
    }
}
