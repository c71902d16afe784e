using System.CommandLine;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary><c>analyze</c>: explains denied events.</summary>
internal sealed class AnalyzeCommand
{
    private readonly CommandConsole _console;
    private readonly GlobalOptions _globals;
    private readonly SourceOptions _sources;
    private readonly TrailOptions _trail;
    private readonly EvidenceOptions _evidence = new();
    private readonly RemedyReplayOptions _replay = new();
    private readonly PolicyOptions _policies;
    private readonly OutputOptions _output;
    private readonly Func<AnalyzeOptions, CancellationToken, Task<int>> _run;

    /// <summary>The command.</summary>
    /// <param name="console">Where its messages go.</param>
    /// <param name="globals">The options shared by all commands.</param>
    /// <param name="run">Does the work; gives the exit code.</param>
    public AnalyzeCommand(CommandConsole console, GlobalOptions globals, Func<AnalyzeOptions, CancellationToken, Task<int>> run)
    {
        _console = console;
        _globals = globals;
        _sources = new(console);
        _trail = new(globals);
        _policies = new(globals);
        _output = new(console);
        _run = run;
    }

    public Command Build()
    {
        var command = new Command("analyze", "Explains denied events: why each was denied, and the smallest change that would have let it through.");
        _sources.AddTo(command);
        _sources.AddPickingTo(command);
        _sources.AddQueueTo(command);
        _trail.AddTo(command);
        _evidence.AddTo(command);
        _evidence.AddMomentTo(command);
        _replay.AddTo(command);
        _policies.AddTo(command);
        _output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            _console.Verbosity = _globals.Verbosity(parsed);
            return _run(Read(parsed), cancellationToken);
        });
        return command;
    }

    private AnalyzeOptions Read(ParseResult parsed) => new()
    {
        Sources = _sources.Sources(parsed),
        Follows = _sources.Follows(parsed),
        Trail = _trail.Read(parsed),
        Evidence = _evidence.Read(parsed),
        Replay = _replay.Read(parsed),
        PoliciesAtEvent = _evidence.IsAtEvent(parsed),
        CommittedSnapshots = _evidence.Committed(parsed),
        Spools = _evidence.Spools(parsed),
        EventIds = _sources.EventIds(parsed),
        Policies = _policies.Read(parsed),
        Output = _output.Read(parsed),
    };
}
