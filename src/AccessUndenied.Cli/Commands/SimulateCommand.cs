using System.CommandLine;
using AccessUndenied.Aws.Policies;
using AccessUndenied.Aws.Simulation;
using AccessUndenied.Aws.Simulation.Batch;
using AccessUndenied.Cli.Output;
using AccessUndenied.Policies;

namespace AccessUndenied.Cli.Commands;

/// <summary><c>simulate</c>: evaluates authorization requests offline.</summary>
internal sealed class SimulateCommand
{
    private readonly CommandConsole _console;
    private readonly GlobalOptions _globals;

    private readonly Option<string> _file = new("--file", "-f")
    {
        Description = "The requests: one JSON object a line, or one JSON array; gzip is unpacked; - is stdin.",
        HelpName = "F",
        Required = true,
    };

    private readonly Option<string[]> _snapshots = new("--snapshot")
    {
        Description = "A snapshot that every kind of policy comes from that a request does not give itself; may be repeated.",
        HelpName = "F",
    };

    public SimulateCommand(CommandConsole console, GlobalOptions globals)
    {
        _console = console;
        _globals = globals;
    }

    public Command Build()
    {
        var command = new Command("simulate", "Evaluates authorization requests offline and prints one JSON result a line, in order.") { _file, _snapshots };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        _console.Verbosity = _globals.Verbosity(parsed);
        var path = parsed.GetRequiredValue(_file);
        var batch = new BatchSimulation(new LocalSimulator(), new() { PolicySource = OpenSource(parsed.GetValue(_snapshots) ?? []) });
        await using var input = await OpenAsync(path, cancellationToken);
        await using var output = new VisibleJsonStream(_console.OpenOutput());
        var summary = await RunAsync(batch, path, input, output, cancellationToken);
        _console.Log(Verbosity.Info, CommandMessages.Simulated(summary.Requests, summary.Errors));
        if (summary.Errors > 0)
        {
            _console.Log(Verbosity.Warning, CommandMessages.SomeErrors(summary.Requests, summary.Errors));
        }

        return ExitCodes.Done;
    }

    private async Task<BatchSummary> RunAsync(BatchSimulation batch, string path, Stream input, Stream output, CancellationToken cancellationToken)
    {
        try
        {
            return input is FileStream file
                ? await WorkProgress.ShowAsync(
                    _console, CommandMessages.Simulating(path), () => file.CanSeek ? file.Length : 0, () => new(file.CanSeek ? file.Position : 0, 0), () =>
                        batch.RunAsync(file, output, cancellationToken))
                : await batch.RunAsync(input, output, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(CommandMessages.CannotRead(path, exception), exception);
        }
    }

    private static async Task<Stream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (path == EventsInput.StandardInput)
        {
            return CommandConsole.OpenInput();
        }

        if (Directory.Exists(path))
        {
            throw new CommandFailedException(CommandMessages.IsFolder(path));
        }

        try
        {
            // A pipe opens when somebody writes to it, and has no end until then.
            var file = await Task.Run(
                () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan), cancellationToken)
                .WaitAsync(cancellationToken);
            return file.CanSeek ? file : new InterruptibleStream(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailedException(CommandMessages.CannotRead(path, exception), exception);
        }
    }

    private SnapshotPolicySource? OpenSource(string[] snapshots)
    {
        if (snapshots.Length == 0)
        {
            return null;
        }

        var snapshot = Snapshot.Open(snapshots);
        foreach (var note in snapshot.Notes)
        {
            _console.Log(Verbosity.Info, note);
        }

        return new(snapshot);
    }
}
