using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Replays;
using AccessUndenied.Cli.Output;
using AccessUndenied.Replays;
using AccessUndenied.Results;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Cli.Commands;

/// <summary>Tries the remedies of results on recorded calls; reads all of these each time.</summary>
internal sealed class RemedyReplayRun : IResultReplay
{
    private readonly CommandConsole _console;
    private readonly IServiceProvider _services;
    private readonly AnalyzeOptions _options;

    public RemedyReplayRun(CommandConsole console, IServiceProvider services, AnalyzeOptions options)
    {
        _console = console;
        _services = services;
        _options = options;
    }

    public Task<IReadOnlyList<AnalysisResult>> ReplayAsync(IReadOnlyList<AnalysisResult> results, CancellationToken cancellationToken) =>
        Replay.ReplayAsync(results, Calls(cancellationToken), cancellationToken);

    public Task<IReadOnlyList<Finding>> ReplayAsync(IReadOnlyList<Finding> findings, CancellationToken cancellationToken) =>
        Replay.ReplayAsync(findings, Calls(cancellationToken), cancellationToken);

    private IRemedyReplay Replay => _services.GetRequiredService<IRemedyReplay>();

    private async IAsyncEnumerable<RecordedCall> Calls([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var summary = new ReadSummary();
        var trail = TrailChoice.All with { PaysForRequests = _options.Trail.PaysForRequests };
        var input = new EventsInput(_console, _options.Policies.Connection, _services.GetServices<IEventFormat>()) { AllRecords = true };
        await foreach (var call in CloudTrailCalls.OfAsync(input.ReadAsync(_options.Replay, trail, summary, cancellationToken), cancellationToken))
        {
            yield return call;
        }

        if (summary.Bad > 0 || summary.CutOffInputs.Count > 0)
        {
            _console.Log(Verbosity.Warning, CommandMessages.ReplayedInPart(summary));
        }
    }
}
