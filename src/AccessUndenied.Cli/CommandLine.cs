using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Cli.Arguments;
using AccessUndenied.Cli.Commands;
using AccessUndenied.Cli.Mcp;
using AccessUndenied.Cli.Output;
using AccessUndenied.Replays;

namespace AccessUndenied.Cli;

/// <summary>The whole command line: its commands, the options that all of them share, and what becomes of its faults.</summary>
internal sealed class CommandLine
{
    private static readonly ParserConfiguration s_parser = new() { ResponseFileTokenReplacer = null };

    private readonly CommandConsole _console;
    private readonly RootCommand _root;
    private readonly OptionDefaults _defaults;
    private readonly GlobalOptions _options = new();

    /// <param name="console">Where it reads and writes.</param>
    /// <param name="partitioned">Does the work of <c>analyze</c> and <c>replay</c> elsewhere; null where this process does all.</param>
    public CommandLine(CommandConsole console, IPartitionedWork? partitioned = null)
    {
        _console = console;
        var options = _options;
        _root = new("Explains AWS AccessDenied events: which policy refused, by which statement, and the smallest change that would allow.")
        {
            new AnalyzeCommand(console, options, new AnalyzeRun(console, partitioned).RunAsync).Build(),
            new ExplainCommand(console, options, new ExplainRun(console).RunAsync).Build(),
            new ReplayCommand(console, options, new ReplayRun(console, partitioned).RunAsync).Build(),
            new GetScpsCommand(console, options).Build(),
            new SnapshotCommand(console, options).Build(),
            new FetchEventsCommand(console, options, TimeProvider.System).Build(),
            new SimulateCommand(console, options).Build(),
            new McpCommand(console, options, new McpRun(console).RunAsync).Build(),
            new CompletionCommand(console).Build(),
        };
        options.AddTo(_root);
        foreach (var command in _root.Subcommands.Where(command => command.Name is not ("analyze" or "replay")))
        {
            options.TakeOneRegion(command);
        }

        var help = _root.Options.OfType<HelpOption>().Single();
        foreach (var windows in help.Aliases.Where(alias => alias.StartsWith('/')).ToList())
        {
            // On a command line that takes files, these are files.
            help.Aliases.Remove(windows);
        }

        var version = _root.Options.OfType<VersionOption>().Single();
        version.Action = new VersionAction();
        version.Recursive = true;
        EmptyValue.RefuseIn(_root);
        _defaults = new(_root, OptionDefaults.Environment, ConfigFile.DefaultPath);
    }

    /// <summary>Runs what <paramref name="args"/> say; gives the exit code.</summary>
    public async Task<int> RunAsync(string[] args)
    {
        using var stop = new StopSignal();
        try
        {
            var parsed = _root.Parse(args, s_parser);
            var defaults = _defaults.For(parsed);
            if (defaults.Count > 0)
            {
                parsed = _root.Parse(With(args, defaults), s_parser);
            }

            foreach (var (name, near) in _defaults.UnknownVariables())
            {
                _console.Log(Verbosity.Warning, CommandMessages.NoVariable(name, near));
            }

            if (parsed.Action is ParseErrorAction)
            {
                return ReportWrongUsage(UsageReport.Of(parsed, defaults));
            }

            _console.HidesProgress = _options.HidesProgress(parsed);
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
        }
        catch (WrongUsageException exception)
        {
            return ReportWrongUsage([exception.Message]);
        }
        catch (OutputClosedException)
        {
            // Who read the results has seen enough.
            return ExitCodes.Done;
        }
        catch (Exception exception) when (exception is CommandFailedException or AwsAccessException or SnapshotFormatException or ChangeFormatException)
        {
            _console.Fatal(exception.Message);
            return ExitCodes.Failed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A full disk under help and version, or a stream that was closed before the program began.
            _console.Fatal(CommandMessages.BrokeOff(exception));
            return ExitCodes.Failed;
        }
        catch (Exception exception) when (exception is CommandStoppedException or OperationCanceledException)
        {
            _console.Fatal(exception is CommandStoppedException ? exception.Message : CommandMessages.Canceled);
            return stop.ExitCodeOfStop;
        }
    }

    // Before "--", after which nothing is an option.
    private static string[] With(string[] args, IReadOnlyList<DefaultValue> defaults)
    {
        var end = Array.IndexOf(args, "--") is >= 0 and var index ? index : args.Length;
        return [.. args[..end], .. defaults.Select(one => one.ToArgument()), .. args[end..]];
    }

    private int ReportWrongUsage(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            _console.Fatal(line);
        }

        return ExitCodes.WrongUsage;
    }
}
