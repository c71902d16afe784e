using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Fetching;
using AccessUndenied.Aws.Replays;
using AccessUndenied.Aws.Requests.Sessions;
using AccessUndenied.Cli.Output;
using AccessUndenied.Remediations;
using AccessUndenied.Replays;
using Microsoft.Extensions.DependencyInjection;

namespace AccessUndenied.Cli.Commands;

/// <summary>The work of <c>replay</c>: records in, what becomes of them out.</summary>
internal sealed class ReplayRun
{
    // Calls that wait for answers wait together; the connection has a limit of its own.
    private const int LiveCallsAtOnce = 32;

    private readonly CommandConsole _console;
    private readonly IPartitionedWork? _partitioned;

    /// <param name="console">Where its messages go.</param>
    /// <param name="partitioned">Replays the calls elsewhere, partition by partition; null where this run does it itself.</param>
    public ReplayRun(CommandConsole console, IPartitionedWork? partitioned = null)
    {
        _console = console;
        _partitioned = partitioned;
    }

    public async Task<int> RunAsync(ReplayChoice choice, CancellationToken cancellationToken)
    {
        // What is proposed is read first: a mistake in it is told before an account is asked for anything.
        var changes = choice.Changes.SelectMany(ChangeFile.Read).ToList();
        using var evidence = choice.Evidence.Concat(choice.Sources).Any(S3TrailSource.IsLocation) ? EventsInput.Connect(choice.Policies.Connection) : null;
        await using var services = await OpenAsync(choice, evidence, cancellationToken);

        // Somebody may be following a stream: each call is told as soon as it can be.
        var isTyped = choice.Sources.Contains(EventsInput.StandardInput);
        var options = new ReplayOptions
        {
            Changes = changes,
            MaxConcurrency = choice.Policies.IsOffline ? Environment.ProcessorCount : LiveCallsAtOnce,
            KeepsRequests = choice.Suggest is not null,
            AnswersAtOnce = isTyped,
        };
        var summary = new ReadSummary();
        var input = new EventsInput(_console, choice.Policies.Connection, services.GetServices<IEventFormat>()) { AllRecords = true };
        var records = input.ReadAsync(choice.Sources, choice.Trail, summary, cancellationToken);
        await using var fixture = choice.Record is { } path ? FixtureFile.Create(path) : null;
        records = fixture is null ? records : fixture.OfAsync(records, cancellationToken);
        var replay = services.GetRequiredService<IReplay>();
        var calls = replay.ReplayAsync(CloudTrailCalls.OfAsync(records, cancellationToken), options, cancellationToken);
        calls = _partitioned is null ? calls : input.GuardAsync(_partitioned.ReplayAsync(choice, replay, options, summary, cancellationToken), choice.Sources, summary, cancellationToken);
        await using var output = ReplayOutput.Open(_console, choice.Output, changes);
        output.SendsAtOnce = isTyped;
        output.Use = choice.Suggest is { } principal ? new(principal, services.GetRequiredService<IPolicyDialect>()) : null;
        var result = await WorkProgress.ShowAsync(
            _console,
            CommandMessages.Replaying(choice.Sources),
            () => isTyped ? 0 : WorkProgress.LengthOf(choice.Sources),
            () => new(summary.BytesRead, output.Calls),
            () => output.WriteAllAsync(calls, cancellationToken));
        if (fixture is not null)
        {
            await fixture.CommitAsync(cancellationToken);
            _console.Say(CommandMessages.FixtureWritten(choice.Record!, fixture.Calls, fixture.IsFull));
        }

        _console.Say(CommandMessages.Replayed(result, summary));
        return summary.IsNothingButCutOff ? ExitCodes.Failed : output.ExitCode;
    }

    // Where the policies of now are asked for and no trail is named, nothing is to be found in the sources beforehand: they are read once.
    private Task<ServiceProvider> OpenAsync(ReplayChoice choice, AwsConnection? evidence, CancellationToken cancellationToken)
    {
        if (!choice.PoliciesAtEvent && choice.Evidence.Count == 0)
        {
            return new AnalysisServices(_console).BuildAsync(choice.Policies, cancellationToken);
        }

        var pass = EvidenceOptions.PassOf(choice, evidence);
        var isTold = choice.Evidence.Count > 0;
        return new AnalysisServices(_console)
        {
            History = choice.PoliciesAtEvent ? EvidenceOptions.HistoryOf(choice, pass) : null,
            LiveHistory = choice.PoliciesAtEvent && EvidenceOptions.HasLiveHistory(choice) ? builder => builder.UseAwsHistory(pass, tellsGaps: isTold) : null,
        }.BuildAsync(choice.Policies, new TrailSessionSource(pass, isTold), cancellationToken);
    }
}
