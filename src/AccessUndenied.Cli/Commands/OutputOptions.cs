using System.CommandLine;
using AccessUndenied.Cli.Output;
using AccessUndenied.Reports;

namespace AccessUndenied.Cli.Commands;

/// <summary>The options that say how and where results are written.</summary>
internal sealed class OutputOptions
{
    /// <summary>What <c>--exit-code</c> says of <c>replay</c>.</summary>
    public const string OfChanges = "Ends with this code when a recorded call would have another outcome.";

    private const int GreatestExitCode = 255;

    private readonly CommandConsole _console;

    private readonly Option<string?> _format = new("--format", "-f")
    {
        Description = "How the results are written. [default: told by the ending of the output file; text on a terminal, else json]",
        HelpName = string.Join('|', OutputFormat.Names),
    };

    private readonly Option<bool> _group = new("--group") { Description = "Writes denials of one cause as one finding, with a count." };

    private readonly Option<bool> _verbose = new("--verbose")
    {
        Description = "Text on a terminal: everything there is to say of each result, not a dozen lines, and every event by itself.",
    };

    private readonly Option<bool> _brief = new("--brief") { Description = "Text: a dozen lines a result in files and pipes too." };

    private readonly Option<string?> _outputFile = new("--output-file", "-o") { Description = "Also writes the results to this file, whole or not at all.", HelpName = "F" };

    private readonly Option<string?> _scripts = new("--scripts")
    {
        Description = "Also writes the commands and templates of every change into this folder, a file each.",
        HelpName = "DIR",
    };

    private readonly Option<bool> _suppress = new("--suppress-output") { Description = "Prints no results." };

    private readonly Option<bool> _noSuppress = new("--no-suppress-output") { Description = "Prints the results; the default." };

    private readonly Option<int> _exitCode = new("--exit-code")
    {
        Description = "Ends with this code when at least one denial was explained.",
        HelpName = "N",
        DefaultValueFactory = _ => ExitCodes.Done,
    };

    /// <param name="console">Where results go.</param>
    public OutputOptions(CommandConsole console)
    {
        _console = console;
        _format.AcceptOnlyFromAmong([.. OutputFormat.Names]);
        _exitCode.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(byte.TryParse(text, out var code) && code <= GreatestExitCode))
            {
                result.AddError(CommandMessages.NotAnExitCode(text));
            }
        });
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _format, _group, _verbose, _brief, _outputFile, _scripts, _suppress, _noSuppress, _exitCode })
        {
            command.Options.Add(option);
        }

        FilesApart.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_verbose) && result.GetValue(_brief))
            {
                result.AddError(CommandMessages.VerboseAndBrief);
            }
        });
    }

    /// <summary>Adds those that make sense where no denials are explained.</summary>
    /// <param name="command">The command.</param>
    /// <param name="exitCodeOf">What the exit code is given for.</param>
    public void AddTo(Command command, string exitCodeOf)
    {
        _exitCode.Description = exitCodeOf;
        foreach (var option in new Option[] { _format, _outputFile, _suppress, _noSuppress, _exitCode })
        {
            command.Options.Add(option);
        }

        FilesApart.AddTo(command);
    }

    public OutputChoice Read(ParseResult parsed)
    {
        var given = parsed.GetValue(_format) is { } name ? OutputFormat.Named(name) : (ReportFormat?)null;
        var file = parsed.GetValue(_outputFile);
        var fileFormat = given ?? (file is null ? null : OutputFormat.Of(file)) ?? ReportFormat.Json;
        return new()
        {
            Format = given ?? (_console.OutputIsTerminal ? ReportFormat.Text : fileFormat),
            FileFormat = fileFormat,
            Group = parsed.GetValue(_group),
            Length = parsed.GetValue(_verbose) ? TextLength.Whole : parsed.GetValue(_brief) ? TextLength.Brief : TextLength.AsFits,
            OutputFile = file,
            Scripts = parsed.GetValue(_scripts),
            SuppressOutput = parsed.GetValue(_suppress) && !parsed.GetValue(_noSuppress),
            ExitCodeOfDenials = parsed.GetValue(_exitCode),
        };
    }
}
