using System.CommandLine;
using System.CommandLine.Invocation;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Cli.Commands;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli;

/// <summary>The whole command line: its commands, the options that all of them share, and what becomes of its faults.</summary>
internal sealed class CommandLine
{
    private readonly CommandConsole _console;
    private readonly RootCommand _root;

    public CommandLine(CommandConsole console)
    {
        _console = console;
        var options = new GlobalOptions();
        _root = new("Explains AWS AccessDenied events: which policy refused, by which statement, and the smallest change that would allow.")
        {
            new AnalyzeCommand(console, options, new AnalyzeRun(console).RunAsync).Build(),
            new GetScpsCommand(console, options).Build(),
            new SnapshotCommand(console, options).Build(),
            new FetchEventsCommand(console, options, TimeProvider.System).Build(),
            new SimulateCommand(console, options).Build(),
        };
        options.AddTo(_root);
    }

    /// <summary>Runs what <paramref name="args"/> say; gives the exit code.</summary>
    public async Task<int> RunAsync(string[] args)
    {
        var parsed = _root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            ReportWrongUsage(parsed);
            return ExitCode.WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OutputClosedException)
        {
            // Who read the results has seen enough.
            return ExitCode.Done;
        }
        catch (Exception exception) when (exception is CommandFailedException or AwsAccessException or SnapshotFormatException)
        {
            _console.Fatal(exception.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            _console.Fatal(CommandMessages.Canceled);
            return ExitCode.Failed;
        }
    }

    private void ReportWrongUsage(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command is RootCommand && parsed.UnmatchedTokens is [var first, ..])
        {
            // The other complaints only follow from this one.
            _console.Fatal(CommandMessages.NoCommand(first));
        }
        else
        {
            foreach (var error in parsed.Errors)
            {
                _console.Fatal(string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
            }
        }

        _console.Fatal(CommandMessages.SeeHelp(command is RootCommand ? "" : command.Name));
    }
}
