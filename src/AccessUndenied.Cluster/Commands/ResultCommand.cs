using System.CommandLine;
using AccessUndenied.Cli;
using AccessUndenied.Cli.Output;
using AccessUndenied.Cluster.Hosts;
using AccessUndenied.Cluster.Runs;

namespace AccessUndenied.Cluster.Commands;

/// <summary><c>result</c>: writes what a job came to, as its submitter asked for it.</summary>
internal sealed class ResultCommand
{
    private readonly CommandConsole _console;
    private readonly StoreOption _store = new();
    private readonly TlsOption _tls = new();
    private readonly Argument<string> _job = new("JOB") { Description = "The job's id." };

    public ResultCommand(CommandConsole console) => _console = console;

    public Command Build()
    {
        var command = new Command("result", "Writes what a job came to, as whoever submitted it asked for it; waits for its end.") { _job, _store, _tls };
        _store.RequireFor(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var cluster = await ClusterConnection.OpenAsync(StoreAddress.Of(StoreOption.Of(parsed.CommandResult, _store)!)!, TlsOption.Of(parsed.CommandResult, _tls), cancellationToken);
            var id = parsed.GetValue(_job)!;
            if (await PatientCalls.MakeAsync(() => cluster.Jobs.OpenAsync(id), cancellationToken) is not var (spec, plan) || spec is null)
            {
                throw new CommandFailedException(ClusterMessages.NoSuchJob(id));
            }

            // What was named then is looked for from where it was named.
            if (Directory.Exists(spec.Folder))
            {
                Environment.CurrentDirectory = spec.Folder;
            }

            await using var files = await FetchedFiles.OfAsync(cluster.Jobs, spec, cancellationToken);
            string[] arguments = [.. spec.Arguments.Select(files.Replace)];
            return await new CommandLine(_console, new PartitionedWork(new KnownRunner(cluster, id), new KnownRequest(files.In(spec), plan))).RunAsync(arguments);
        });
        return command;
    }
}
