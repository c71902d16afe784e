using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Partitioning;
using AccessUndenied.Cli.Commands;
using AccessUndenied.Cli.Output;
using AccessUndenied.Events;
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

    public async IAsyncEnumerable<CloudTrailEvent> ReadAsync(AnalyzeOptions options, ReadSummary summary, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var spec = requests.Of(options);
        var plan = await requests.PlanAsync(spec, cancellationToken);
        await using var run = await runner.StartAsync(spec, plan, options.Trail.Checkpoint, cancellationToken);
        await using var again = new LocalWork(spec);
        var merged = new MergedAnalysis(plan, spec.ToRange(), run.ResultOfAsync, again.AllOfAsync);
        Volatile.Write(ref _merged, merged);
        await foreach (var found in merged.ReadAsync(summary, cancellationToken))
        {
            yield return found;
        }
    }

    public IAccessDeniedAnalyzer Explaining(IAccessDeniedAnalyzer analyzer) => new LateAnalyzer(this, analyzer);

    public async IAsyncEnumerable<ReplayedCall> ReplayAsync(ReplayChoice choice, ReadSummary summary, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var spec = requests.Of(choice);
        var plan = await requests.PlanAsync(spec, cancellationToken);
        await using var run = await runner.StartAsync(spec, plan, null, cancellationToken);
        await foreach (var call in new MergedReplay(plan, spec.ToRange(), run.ResultOfAsync).ReadAsync(summary, cancellationToken))
        {
            yield return call;
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

    /// <summary>Work that is done here again, where it must be.</summary>
    private sealed class LocalWork(JobSpec spec) : IAsyncDisposable
    {
        private JobWork? _work;

        public async ValueTask<PartitionResult> AllOfAsync(TrailPartition partition, CancellationToken cancellationToken)
        {
            try
            {
                _work ??= JobWork.Open(spec with { KeepsEvents = true }, file => file.Name);
                return await _work.RunForEventsAsync(partition, cancellationToken);
            }
            catch (TrailChangedException exception)
            {
                throw new CommandFailedException(exception.Message, exception);
            }
        }

        public ValueTask DisposeAsync() => _work?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
