using System.CommandLine;
using System.CommandLine.Parsing;
using AccessUndenied.Cli.Arguments;
using AccessUndenied.Cli.Commands;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Mcp;

/// <summary><c>mcp</c>: a server of the Model Context Protocol on stdin and stdout, for assistants.</summary>
internal sealed class McpCommand
{
    private readonly CommandConsole _console;
    private readonly GlobalOptions _globals;
    private readonly PolicyOptions _policies;
    private readonly Func<McpOptions, CancellationToken, Task<int>> _run;

    private readonly Argument<string[]> _sources = new("SOURCE")
    {
        Description = "Denied events that list_findings and the resources tell of: files and folders, as analyze reads them.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _eventsFile = new("--events-file") { Description = "The same; may be repeated.", HelpName = "F" };

    private readonly Option<bool> _live = new("--live")
    {
        Description = "Read the policies from the accounts with the credentials at hand; --profile, a role option or --simulator iam|both ask for that too. [default: no network at all]",
    };

    /// <summary>The command.</summary>
    /// <param name="console">Where its messages go.</param>
    /// <param name="globals">The options shared by all commands.</param>
    /// <param name="run">Does the work; gives the exit code.</param>
    public McpCommand(CommandConsole console, GlobalOptions globals, Func<McpOptions, CancellationToken, Task<int>> run)
    {
        _console = console;
        _globals = globals;
        _policies = new(globals);
        _run = run;
        _sources.Validators.Add(RefuseOptions);
    }

    public Command Build()
    {
        var command = new Command("mcp", "Serves assistants over the Model Context Protocol, on stdin and stdout; reads only.") { _sources };
        command.Options.Add(_eventsFile);
        command.Options.Add(_live);
        _policies.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            _console.Verbosity = _globals.Verbosity(parsed);
            return _run(Read(parsed), cancellationToken);
        });
        return command;
    }

    private McpOptions Read(ParseResult parsed)
    {
        var policies = _policies.Read(parsed);
        return new()
        {
            Sources = [.. parsed.GetValue(_eventsFile) ?? [], .. parsed.GetValue(_sources) ?? []],
            Policies = policies with { AsksForAws = policies.AsksForAws || parsed.GetValue(_live) },
        };
    }

    // What looks like an option and is none would else be taken for a file; and stdin is the protocol's.
    private static void RefuseOptions(ArgumentResult result)
    {
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
        {
            var names = result.Parent is CommandResult command ? OptionNames.Of(command) : [];
            result.AddError(token.Value == EventsInput.StandardInput ? McpMessages.InputIsTaken : CommandMessages.NoOption(token.Value, NameSuggestion.For(token.Value, names)));
        }
    }
}
