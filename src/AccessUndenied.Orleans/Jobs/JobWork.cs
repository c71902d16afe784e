using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Fetching;
using AccessUndenied.Aws.Partitioning;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Policies.History;
using AccessUndenied.Aws.Requests.Sessions;
using AccessUndenied.Formats;
using AccessUndenied.Replays;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Orleans.Jobs;

/// <summary>Does the work of a job in this process, partition by partition; what is made of the policies is kept from one to the next.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class JobWork : IAsyncDisposable
{
    private const int CallsAtOnce = 16;

    private readonly JobSpec _spec;
    private readonly ServiceProvider _services;
    private readonly PartitionWork _work;
    private readonly IReadOnlyList<ProposedChange> _changes;
    private readonly AwsConnection? _connection;

    private JobWork(JobSpec spec, ServiceProvider services, IReadOnlyList<ProposedChange> changes, AwsConnection? connection)
    {
        _spec = spec;
        _services = services;
        _changes = changes;
        _connection = connection;
        _work = new(services.GetServices<IEventFormat>(), spec.ToRange()) { Connection = connection, PaysForRequests = spec.PaysForRequests };
    }

    /// <summary>Opens the policies of a job.</summary>
    /// <param name="spec">The job.</param>
    /// <param name="pathOf">Where a file of it lies on this machine.</param>
    /// <exception cref="SnapshotFormatException">A file of policies cannot be read.</exception>
    /// <exception cref="ChangeFormatException">A file of changes cannot be read.</exception>
    public static JobWork Open(JobSpec spec, Func<JobFile, string> pathOf)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(pathOf);
        var changes = spec.Changes.SelectMany(file => ChangeFile.Read(pathOf(file))).ToList();
        string[] snapshots = [.. spec.Snapshots.Select(pathOf)];
        var organization = spec.ScpFile is { } scps ? pathOf(scps) : null;
        var connection = spec.ReadsBuckets ? Connect() : null;
        var services = new ServiceCollection();
        var builder = services.AddAccessUndenied().UseAwsEvents().AddEventFormats();
        if (spec is { Operation: JobOperation.Analyze, KeepsEvents: false } or { Operation: JobOperation.Replay, Evidence.Count: > 0 })
        {
            var pass = new TrailPass(EvidenceOf(spec, connection), EventFormats.All);
            builder.UseSessions(new TrailSessionSource(pass, spec.TellsGaps));
            if (spec is { Operation: JobOperation.Analyze } or { PoliciesAtEvent: true })
            {
                builder.UsePolicyHistory(new PolicyHistory(snapshots, organization, pass) { IsAtEvent = spec.PoliciesAtEvent, TellsGaps = spec.TellsGaps });
            }
        }

        builder.UseSnapshot(Snapshot.Open(snapshots, organization)).ShareRepetitions();
        return new(spec, services.BuildServiceProvider(), changes, connection);
    }

    /// <summary>Does the work on a partition.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="TrailChangedException">A file is not as it was when it was listed.</exception>
    /// <exception cref="ChangeFormatException">A change cannot be made of the policies at hand.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    public Task<PartitionResult> RunAsync(TrailPartition partition, CancellationToken cancellationToken = default) => _spec switch
    {
        { Operation: JobOperation.Replay } =>
            _work.ReplayAsync(partition, _services.GetRequiredService<IReplay>(), new() { Changes = _changes, MaxConcurrency = 1 }, cancellationToken),
        { KeepsEvents: true } => RunForEventsAsync(partition, cancellationToken),
        _ => _work.AnalyzeAsync(partition, _services.GetRequiredService<IAccessDeniedAnalyzer>(), cancellationToken),
    };

    /// <summary>Finds the denied records of a partition, and keeps each for itself.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="TrailChangedException">A file is not as it was when it was listed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    public Task<PartitionResult> RunForEventsAsync(TrailPartition partition, CancellationToken cancellationToken = default) => _work.AnalyzeAsync(partition, null, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync().ConfigureAwait(false);
        _connection?.Dispose();
    }

    // By the credentials and settings of this machine: what is submitted says nothing of either.
    private static AwsConnection Connect() => new(new AwsConnectionOptions { MaxConcurrency = CallsAtOnce });

    private static IEnumerable<TrailSource> EvidenceOf(JobSpec spec, AwsConnection? connection) => spec.Evidence.Select(
        place => S3TrailSource.IsLocation(place) ? new S3TrailSource(connection!, place, spec.PaysForRequests) : TrailSource.OfPath(place));
}
