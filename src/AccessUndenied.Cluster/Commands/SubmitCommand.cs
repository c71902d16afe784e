using System.CommandLine;
using System.Globalization;
using AccessUndenied.Cli;
using AccessUndenied.Cli.Output;
using AccessUndenied.Cluster.Hosts;
using AccessUndenied.Cluster.Runs;

namespace AccessUndenied.Cluster.Commands;

/// <summary><c>submit</c>: has <c>analyze</c> or <c>replay</c> done in partitions.</summary>
internal sealed class SubmitCommand
{
    private const long MegaByte = 1L << 20;

    private readonly CommandConsole _console;
    private readonly Func<IReadOnlyList<string>> _handedOver;
    private readonly StoreOption _store = new();
    private readonly TlsOption _tls = new();

    private readonly Option<bool> _local = new("--local") { Description = "Does the work in this process, without a store; analyze --checkpoint F keeps what was done." };

    private readonly Option<bool> _detach = new("--detach") { Description = "Prints the job's id and ends, without waiting for the result." };

    private readonly Option<long> _bytes = new("--partition-mb")
    {
        Description = "How many MB a partition has at most, unless one file has more.",
        HelpName = "N",
        DefaultValueFactory = static _ => 64,
    };

    public SubmitCommand(CommandConsole console, Func<IReadOnlyList<string>> handedOver)
    {
        _console = console;
        _handedOver = handedOver;
        _bytes.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(long.TryParse(text, CultureInfo.InvariantCulture, out var mb) && mb is > 0 and <= 1_000_000))
            {
                result.AddError(ClusterMessages.NotAPartitionSize(text));
            }
        });
    }

    public Command Build()
    {
        var command = new Command("submit", "Has 'analyze …' or 'replay …', which follow with their own options, done in partitions, and writes what they would have written.")
        {
            _store, _tls, _local, _detach, _bytes,
        };
        command.Validators.Add(result =>
        {
            if (_handedOver().Count == 0)
            {
                result.AddError(ClusterMessages.GiveCommand);
            }
            else if (result.GetResult(_local) is null && StoreOption.Of(result, _store) is null)
            {
                result.AddError(ClusterMessages.GiveStoreOrLocal);
            }
            else if (result.GetValue(_local) && (result.GetResult(_store) is not null || result.GetResult(_tls) is not null || result.GetValue(_detach)))
            {
                result.AddError(ClusterMessages.LocalAlone);
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var isLocal = parsed.GetValue(_local);
            var requests = new JobRequests { Arguments = _handedOver(), PartitionBytes = parsed.GetValue(_bytes) * MegaByte, IsLocal = isLocal };
            if (isLocal)
            {
                return await RunAsync(new LocalRunner(), requests);
            }

            await using var cluster = await ClusterConnection.OpenAsync(StoreAddress.Of(StoreOption.Of(parsed.CommandResult, _store)!)!, TlsOption.Of(parsed.CommandResult, _tls), cancellationToken);
            if (!parsed.GetValue(_detach))
            {
                return await RunAsync(new ClusterRunner(_console, cluster), requests);
            }

            await using var output = new StreamWriter(_console.OpenOutput());
            try
            {
                return await RunAsync(new ClusterRunner(_console, cluster) { Detaches = id => output.Write($"{id}\n") }, requests);
            }
            catch (DetachedException)
            {
                return ExitCodes.Done;
            }
        });
        return command;
    }

    private Task<int> RunAsync(IJobRunner runner, JobRequests requests) => new CommandLine(_console, new PartitionedWork(runner, requests)).RunAsync([.. _handedOver()]);
}
