using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Partitioning;
using AccessUndenied.Cli.Commands;
using AccessUndenied.Cli.Output;
using AccessUndenied.Events;
using AccessUndenied.Formats;
using AccessUndenied.Orleans.Jobs;
using AccessUndenied.Replays;
using AccessUndenied.Results;

namespace AccessUndenied.Cluster.Runs;

/// <summary>The work of <c>analyze</c> and <c>replay</c>, made a job.</summary>
/// <param name="runner">Has it done.</param>
/// <param name="requests">Makes jobs of options.</param>
internal sealed class PartitionedWork(IJobRunner runner, IJobRequests requests) : IPartitionedWork
{
    private MergedAnalysis? _merged;
    private IAccessDeniedAnalyzer? _analyzer;

    public async IAsyncEnumerable<CloudTrailEvent> ReadAsync(AnalyzeOptions options, TrailPass pass, ReadSummary summary, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var spec = requests.Of(options);
        using var connection = spec.ReadsBuckets ? EventsInput.Connect(options.Policies.Connection) : null;
        var plan = await requests.PlanAsync(spec, connection, cancellationToken);
        await using var run = await runner.StartAsync(
            spec, plan, new() { Summary = summary, Analyzer = _analyzer, Pass = pass, Connection = connection, Checkpoint = options.Trail.Checkpoint }, cancellationToken);
        var merged = new MergedAnalysis(plan, spec.ToRange(), run.ResultOfAsync, (partition, token) => AllOfAsync(spec, connection, partition, token));
        Volatile.Write(ref _merged, merged);
        await foreach (var found in merged.ReadAsync(summary, cancellationToken))
        {
            yield return found;
        }
    }

    public IAccessDeniedAnalyzer Explaining(IAccessDeniedAnalyzer analyzer)
    {
        _analyzer = analyzer;
        return new LateAnalyzer(this, analyzer);
    }

    public async IAsyncEnumerable<ReplayedCall> ReplayAsync(
        ReplayChoice choice, IReplay replay, ReplayOptions options, ReadSummary summary, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var spec = requests.Of(choice);
        using var connection = spec.ReadsBuckets ? EventsInput.Connect(choice.Policies.Connection) : null;
        var plan = await requests.PlanAsync(spec, connection, cancellationToken);
        await using var run = await runner.StartAsync(spec, plan, new() { Summary = summary, Replay = replay, Connection = connection, ReplayOptions = options }, cancellationToken);
        await foreach (var call in new MergedReplay(plan, spec.ToRange(), run.ResultOfAsync).ReadAsync(summary, cancellationToken))
        {
            yield return call;
        }
    }

    // Every record of a partition, read here again.
    private static async ValueTask<PartitionResult> AllOfAsync(JobSpec spec, AwsConnection? connection, TrailPartition partition, CancellationToken cancellationToken)
    {
        try
        {
            var work = new PartitionWork(EventFormats.All, spec.ToRange()) { HoldsRecords = true, Connection = connection, PaysForRequests = spec.PaysForRequests };
            return await work.AnalyzeAsync(partition, null, cancellationToken);
        }
        catch (TrailChangedException exception)
        {
            throw new CommandFailedException(exception.Message, exception);
        }
    }

    /// <summary>Explains what comes out of the reading, which begins later.</summary>
    private sealed class LateAnalyzer(PartitionedWork work, IAccessDeniedAnalyzer analyzer) : IAccessDeniedAnalyzer
    {
        private IAccessDeniedAnalyzer? _sharing;

        private IAccessDeniedAnalyzer Inner =>
            _sharing ??= Volatile.Read(ref work._merged)?.Explaining(analyzer) ?? analyzer;

        public ValueTask<AnalysisResult> AnalyzeAsync(AccessDeniedEvent deniedEvent, CancellationToken cancellationToken = default) =>
            Inner.AnalyzeAsync(deniedEvent, cancellationToken);

        public IAsyncEnumerable<AnalysisResult> AnalyzeAsync(IAsyncEnumerable<AccessDeniedEvent> deniedEvents, CancellationToken cancellationToken = default) =>
            Inner.AnalyzeAsync(deniedEvents, cancellationToken);
    }
}
