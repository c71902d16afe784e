using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Cli;
using AccessUndenied.Cli.Arguments;
using AccessUndenied.Cli.Output;
using AccessUndenied.Replays;

namespace AccessUndenied.Cluster.Commands;

/// <summary>The program's own commands; what is handed over is read by that command itself.</summary>
internal sealed class ClusterCommandLine
{
    private static readonly string[] s_handedOver = ["analyze", "replay"];

    private readonly CommandConsole _console;
    private readonly RootCommand _root;
    private IReadOnlyList<string> _handedOver = [];

    public ClusterCommandLine(CommandConsole console)
    {
        _console = console;
        _root = new("Explains AWS AccessDenied events and replays calls on many machines: jobs fall into partitions, and the result is that of one process, byte for byte.")
        {
            new WorkerCommand(console).Build(),
            new SubmitCommand(console, () => _handedOver).Build(),
            new StatusCommand(console).Build(),
            new ResultCommand(console).Build(),
        };
        _root.Options.OfType<VersionOption>().Single().Action = new VersionAction();
    }

    /// <summary>Runs what <paramref name="args"/> say; gives the exit code.</summary>
    public async Task<int> RunAsync(string[] args)
    {
        using var stop = new StopSignal();
        try
        {
            var own = args;
            if (args is ["submit", ..] && Array.FindIndex(args, 1, arg => s_handedOver.Contains(arg, StringComparer.Ordinal)) is > 0 and var at)
            {
                own = args[..at];
                _handedOver = args[at..];
            }

            var parsed = _root.Parse(own, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Action is ParseErrorAction)
            {
                foreach (var line in UsageReport.Of(parsed, []))
                {
                    _console.Fatal(line);
                }

                return ExitCodes.WrongUsage;
            }

            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
        }
        catch (Exception exception) when (exception is CommandFailedException or SnapshotFormatException or ChangeFormatException)
        {
            _console.Fatal(exception.Message);
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            _console.Fatal(CommandMessages.Canceled);
            return stop.ExitCodeOfStop;
        }
    }
}
