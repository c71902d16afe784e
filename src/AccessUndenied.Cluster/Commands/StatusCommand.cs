using System.CommandLine;
using System.Globalization;
using AccessUndenied.Cli.Output;
using AccessUndenied.Cluster.Hosts;
using AccessUndenied.Orleans.Jobs;
using AccessUndenied.Text;

namespace AccessUndenied.Cluster.Commands;

/// <summary><c>status</c>: tells how far jobs are.</summary>
internal sealed class StatusCommand
{
    private readonly CommandConsole _console;
    private readonly StoreOption _store = new();
    private readonly TlsOption _tls = new();
    private readonly Argument<string?> _job = new("JOB") { Description = "The job's id; all jobs where it is left out.", Arity = ArgumentArity.ZeroOrOne };

    public StatusCommand(CommandConsole console) => _console = console;

    public Command Build()
    {
        var command = new Command("status", "Tells how far the jobs of a cluster are, and what happened to them.") { _job, _store, _tls };
        _store.RequireFor(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var cluster = await ClusterConnection.OpenAsync(StoreAddress.Of(StoreOption.Of(parsed.CommandResult, _store)!)!, TlsOption.Of(parsed.CommandResult, _tls), cancellationToken);
            var found = parsed.GetValue(_job) is { } id
                ? [await PatientCalls.MakeAsync(() => cluster.Jobs.FindAsync(id), cancellationToken) ?? throw new CommandFailedException(ClusterMessages.NoSuchJob(id))]
                : await PatientCalls.MakeAsync(cluster.Jobs.ListAsync, cancellationToken);
            await using var output = new StreamWriter(_console.OpenOutput());
            foreach (var status in found)
            {
                await output.WriteAsync(Text(status));
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static string StateOf(JobStatus status) => status.State switch
    {
        JobState.Preparing => "preparing",
        JobState.Running => "running",
        JobState.Finished => "finished",
        _ => "failed",
    };

    private static string Text(JobStatus status)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{status.Id}  {StateOf(status)}  {status.Done} of {status.Partitions} partitions done, {status.Leased} being worked on, {status.Retaken} taken again");
        line += $"  {VisibleText.Of(status.Command)}\n";
        return line + string.Concat(status.Problems.Select(problem => $"    {VisibleText.Of(problem)}\n"));
    }
}
