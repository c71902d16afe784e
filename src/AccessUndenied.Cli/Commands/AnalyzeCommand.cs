using System.CommandLine;
using System.CommandLine.Parsing;
using AccessUndenied.Cli.Output;
using AccessUndenied.Reports;

namespace AccessUndenied.Cli.Commands;

/// <summary><c>analyze</c>: explains denied events.</summary>
internal sealed class AnalyzeCommand
{
    private static readonly Dictionary<string, ReportFormat> s_formats = new(StringComparer.Ordinal)
    {
        ["json"] = ReportFormat.Json,
        ["jsonl"] = ReportFormat.JsonLines,
        ["text"] = ReportFormat.Text,
        ["markdown"] = ReportFormat.Markdown,
        ["html"] = ReportFormat.Html,
    };

    private static readonly Dictionary<string, SimulatorChoice> s_simulators = new(StringComparer.Ordinal)
    {
        ["local"] = SimulatorChoice.Local,
        ["iam"] = SimulatorChoice.Iam,
        ["both"] = SimulatorChoice.Both,
    };

    private readonly CommandConsole _console;
    private readonly GlobalOptions _globals;
    private readonly AccountOptions _accounts;
    private readonly Func<AnalyzeOptions, CancellationToken, Task<int>> _run;

    private readonly Option<string> _eventsFile = new("--events-file")
    {
        Description = "The events: CloudTrail records in any wrapping, gzip included; a folder is read recursively; - is stdin.",
        HelpName = "F",
        Required = true,
    };

    private readonly Option<string[]> _snapshots = new("--snapshot")
    {
        Description = "A snapshot of the policies, or output of get-account-authorization-details; may be repeated. Nothing is asked of AWS then.",
        HelpName = "F",
    };

    private readonly Option<string?> _scpFile = new("--scp-file")
    {
        Description = "The organization's policies, such as scp_data.json; overrides those of the snapshots or of AWS.",
        HelpName = "F",
    };

    private readonly Option<string> _simulator = new("--simulator")
    {
        Description = "Who decides: this machine, AWS's own simulator, or this machine with AWS's as a second opinion.",
        HelpName = "local|iam|both",
        DefaultValueFactory = _ => "local",
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = "How the results are written.",
        HelpName = "json|jsonl|text|markdown|html",
        DefaultValueFactory = _ => "json",
    };

    private readonly Option<bool> _group = new("--group") { Description = "Writes denials of one cause as one finding, with a count." };

    private readonly Option<string?> _outputFile = new("--output-file") { Description = "Also writes the results to this file.", HelpName = "F" };

    private readonly Option<string?> _scripts = new("--scripts")
    {
        Description = "Also writes the commands and templates of every change into this folder, a file each.",
        HelpName = "DIR",
    };

    private readonly Option<bool> _suppress = new("--suppress-output") { Description = "Prints no results." };

    private readonly Option<bool> _noSuppress = new("--no-suppress-output") { Description = "Prints the results; the default." };

    /// <summary>The command.</summary>
    /// <param name="console">Where its messages go.</param>
    /// <param name="globals">The options shared by all commands.</param>
    /// <param name="run">Does the work; gives the exit code.</param>
    public AnalyzeCommand(CommandConsole console, GlobalOptions globals, Func<AnalyzeOptions, CancellationToken, Task<int>> run)
    {
        _console = console;
        _globals = globals;
        _accounts = new(globals);
        _run = run;
        _format.AcceptOnlyFromAmong([.. s_formats.Keys]);
        _simulator.AcceptOnlyFromAmong([.. s_simulators.Keys]);
    }

    public Command Build()
    {
        var command = new Command("analyze", "Explains denied events: why each was denied, and the smallest change that would have let it through.")
        {
            _eventsFile, _snapshots, _scpFile, _simulator, _format, _group, _outputFile, _scripts, _suppress, _noSuppress,
        };
        _accounts.AddTo(command);
        command.Validators.Add(RefuseContradiction);
        command.SetAction((parsed, cancellationToken) =>
        {
            _console.Verbosity = _globals.Verbosity(parsed);
            return _run(Read(parsed), cancellationToken);
        });
        return command;
    }

    private AnalyzeOptions Read(ParseResult parsed)
    {
        var simulator = s_simulators[parsed.GetValue(_simulator)!];
        return new()
        {
            EventsFile = parsed.GetRequiredValue(_eventsFile),
            Snapshots = parsed.GetValue(_snapshots) ?? [],
            ScpFile = parsed.GetValue(_scpFile),
            Connection = _accounts.Read(parsed),
            AsksForAws = _accounts.AreGiven(parsed) || simulator != SimulatorChoice.Local,
            Simulator = simulator,
            Format = s_formats[parsed.GetValue(_format)!],
            Group = parsed.GetValue(_group),
            OutputFile = parsed.GetValue(_outputFile),
            Scripts = parsed.GetValue(_scripts),
            SuppressOutput = parsed.GetValue(_suppress) && !parsed.GetValue(_noSuppress),
        };
    }

    private void RefuseContradiction(CommandResult result)
    {
        if (result.GetResult(_snapshots) is { Tokens.Count: > 0 } && result.GetResult(_simulator) is { Tokens: [{ Value: "iam" or "both" }] })
        {
            result.AddError(CommandMessages.OfflineSimulator);
        }

        if (result.GetValue(_outputFile) is { Length: > 0 } output
            && Inputs(result).FirstOrDefault(input => OutputTarget.IsSame(output, input)) is { } same)
        {
            result.AddError(CommandMessages.OutputIsInput(same));
        }
    }

    private IEnumerable<string> Inputs(CommandResult result)
    {
        if (result.GetValue(_eventsFile) is { } events && events != EventsInput.StandardInput)
        {
            yield return events;
        }

        foreach (var snapshot in result.GetValue(_snapshots) ?? [])
        {
            yield return snapshot;
        }

        if (result.GetValue(_scpFile) is { } organization)
        {
            yield return organization;
        }
    }
}
