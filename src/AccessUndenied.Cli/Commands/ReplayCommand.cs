using System.CommandLine;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary><c>replay</c>: tells what recorded calls would meet under changed policies.</summary>
internal sealed class ReplayCommand
{
    private readonly CommandConsole _console;
    private readonly GlobalOptions _globals;
    private readonly SourceOptions _sources;
    private readonly TrailOptions _trail;
    private readonly EvidenceOptions _evidence = new();
    private readonly PolicyOptions _policies;
    private readonly OutputOptions _output;
    private readonly Func<ReplayChoice, CancellationToken, Task<int>> _run;

    private readonly Option<string[]> _changes = new("--change")
    {
        Description = "Proposed changes of policies: one JSON object, or an array of them; may be repeated. Without it the simulator is compared with what was recorded.",
        HelpName = "F",
    };

    private readonly Option<string?> _suggest = new("--suggest")
    {
        Description = "Also gives the narrowest policy by which the recorded successful calls of this user or role are allowed.",
        HelpName = "PRINCIPAL_ARN",
    };

    private readonly Option<string?> _record = new("--record")
    {
        Description = "Also writes the distinct calls into this file, without personal details, as a source for later replays; gzipped where its name ends in .gz.",
        HelpName = "F",
    };

    /// <summary>The command.</summary>
    /// <param name="console">Where its messages go.</param>
    /// <param name="globals">The options shared by all commands.</param>
    /// <param name="run">Does the work; gives the exit code.</param>
    public ReplayCommand(CommandConsole console, GlobalOptions globals, Func<ReplayChoice, CancellationToken, Task<int>> run)
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
        var command = new Command("replay", "Tells what recorded calls, allowed and denied, would meet under changed policies.");
        _sources.AddTo(command);
        _trail.AddTo(command, hasCheckpoint: false);
        command.Options.Add(_changes);
        command.Options.Add(_suggest);
        command.Options.Add(_record);
        _evidence.AddTo(command);
        _evidence.AddMomentTo(command);
        _policies.AddTo(command);
        _output.AddTo(command, OutputOptions.OfChanges);
        command.SetAction((parsed, cancellationToken) =>
        {
            _console.Verbosity = _globals.Verbosity(parsed);
            return _run(Read(parsed), cancellationToken);
        });
        return command;
    }

    private ReplayChoice Read(ParseResult parsed) => new()
    {
        Sources = _sources.Sources(parsed),
        Trail = _trail.Read(parsed),
        Evidence = _evidence.Read(parsed),
        PoliciesAtEvent = _evidence.IsAtEvent(parsed),
        CommittedSnapshots = _evidence.Committed(parsed),
        Policies = _policies.Read(parsed),
        Changes = parsed.GetValue(_changes) ?? [],
        Suggest = parsed.GetValue(_suggest),
        Record = parsed.GetValue(_record),
        Output = _output.Read(parsed),
    };
}
