using System.CommandLine;
using System.CommandLine.Parsing;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary><c>analyze</c>: explains denied events.</summary>
internal sealed class AnalyzeCommand
{
    private readonly CommandConsole _console;
    private readonly GlobalOptions _globals;
    private readonly Func<AnalyzeOptions, CancellationToken, Task<int>> _run;

    private readonly Option<string> _eventsFile = new("--events-file")
    {
        Description = "The events: CloudTrail records in any wrapping, gzip included; a folder is read recursively; - is stdin.",
        HelpName = "F",
        Required = true,
    };

    private readonly Option<string[]> _snapshots = new("--snapshot")
    {
        Description = "A snapshot of the policies, or output of get-account-authorization-details; may be repeated.",
        HelpName = "F",
    };

    private readonly Option<string?> _scpFile = new("--scp-file")
    {
        Description = "The organization's policies, such as scp_data.json; overrides those of the snapshots.",
        HelpName = "F",
    };

    private readonly Option<string> _simulator = new("--simulator")
    {
        Description = "Who decides; this version knows local.",
        HelpName = "local",
        DefaultValueFactory = _ => "local",
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = "How the results are written.",
        HelpName = "json|jsonl|text",
        DefaultValueFactory = _ => "json",
    };

    private readonly Option<string?> _outputFile = new("--output-file") { Description = "Also writes the results to this file.", HelpName = "F" };

    private readonly Option<bool> _suppress = new("--suppress-output") { Description = "Prints no results." };

    private readonly Option<bool> _noSuppress = new("--no-suppress-output") { Description = "Prints the results; the default." };

    private readonly Option<string?> _managementRole = new("--management-account-role-arn") { Hidden = true };

    private readonly Option<string?> _crossAccountRole = new("--cross-account-role-name") { Hidden = true };

    /// <summary>The command.</summary>
    /// <param name="console">Where its messages go.</param>
    /// <param name="globals">The options shared by all commands.</param>
    /// <param name="run">Does the work; gives the exit code.</param>
    public AnalyzeCommand(CommandConsole console, GlobalOptions globals, Func<AnalyzeOptions, CancellationToken, Task<int>> run)
    {
        _console = console;
        _globals = globals;
        _run = run;
        _format.AcceptOnlyFromAmong("json", "jsonl", "text");
        _simulator.Validators.Add(result => RefuseUnless(result, result.Tokens is [] or [{ Value: "local" }], Messages.OnlyLocal));
        _managementRole.Validators.Add(result => RefuseUnless(result, holds: false, Messages.NotLive("--management-account-role-arn")));
        _crossAccountRole.Validators.Add(result => RefuseUnless(result, holds: false, Messages.NotLive("--cross-account-role-name")));
    }

    public Command Build()
    {
        var command = new Command("analyze", "Explains denied events: why each was denied, and the smallest change that would have let it through.")
        {
            _eventsFile, _snapshots, _scpFile, _simulator, _format, _outputFile, _suppress, _noSuppress, _managementRole, _crossAccountRole,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            _console.Verbosity = _globals.Verbosity(parsed);
            return _run(Read(parsed), cancellationToken);
        });
        return command;
    }

    private AnalyzeOptions Read(ParseResult parsed) => new(
        parsed.GetRequiredValue(_eventsFile),
        parsed.GetValue(_snapshots) ?? [],
        parsed.GetValue(_scpFile),
        Enum.Parse<AnalyzeFormat>(parsed.GetValue(_format)!, ignoreCase: true),
        parsed.GetValue(_outputFile),
        parsed.GetValue(_suppress) && !parsed.GetValue(_noSuppress));

    private static void RefuseUnless(OptionResult result, bool holds, string message)
    {
        if (!holds)
        {
            result.AddError(message);
        }
    }
}
