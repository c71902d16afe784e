using System.CommandLine;
using System.Globalization;
using System.Net;
using AccessUndenied.Cli.Output;
using AccessUndenied.Cluster.Hosts;

namespace AccessUndenied.Cluster.Commands;

/// <summary><c>worker</c>: joins a cluster and works until it is stopped.</summary>
internal sealed class WorkerCommand
{
    private readonly CommandConsole _console;
    private readonly StoreOption _store = new();
    private readonly TlsOption _tls = new();

    private readonly Option<string> _listen = new("--listen")
    {
        Description = "The address at which other workers and submitters reach this one.",
        HelpName = "IP",
        DefaultValueFactory = static _ => "127.0.0.1",
    };

    private readonly Option<int> _port = new("--port") { Description = "The port for other workers; the one after it is for submitters. [default: two that are free]", HelpName = "N" };

    private readonly Option<int> _concurrency = new("--concurrency")
    {
        Description = "How many partitions are worked on at a time.",
        HelpName = "N",
        DefaultValueFactory = static _ => Environment.ProcessorCount,
    };

    private readonly Option<int> _lease = new("--lease-seconds")
    {
        Description = "How long a partition is left to a worker that is not heard of; the same for all workers.",
        HelpName = "N",
        DefaultValueFactory = static _ => 30,
    };

    private readonly Option<int> _grace = new("--grace-seconds")
    {
        Description = "How long a worker that is told to stop goes on with what it has, before it gives that back.",
        HelpName = "N",
        DefaultValueFactory = static _ => 20,
    };

    private readonly Option<int> _health = new("--health-port")
    {
        Description = "The port at which /live and /ready tell by HTTP how the worker is. [default: none]",
        HelpName = "N",
    };

    private readonly Option<string> _healthListen = new("--health-listen")
    {
        Description = "The address of that port; 0.0.0.0 for all of this machine.",
        HelpName = "IP",
        DefaultValueFactory = static _ => "127.0.0.1",
    };

    public WorkerCommand(CommandConsole console)
    {
        _console = console;
        foreach (var option in new[] { _listen, _healthListen })
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens is [{ Value: var text }] && !IPAddress.TryParse(text, out _))
                {
                    result.AddError(ClusterMessages.NotAnAddress(text));
                }
            });
        }

        foreach (var option in new[] { _port, _concurrency, _lease, _grace, _health })
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens is [{ Value: var text }] && !(ushort.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0))
                {
                    result.AddError(ClusterMessages.NotANumber(option.Name, text));
                }
            });
        }
    }

    public Command Build()
    {
        var command = new Command("worker", "Joins a cluster and works on its jobs until it is told to stop.") 
        {
            _store, _tls, _listen, _port, _health, _healthListen, _concurrency, _lease, _grace,
        };
        _store.RequireFor(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var choice = new WorkerChoice
            {
                Store = StoreAddress.Of(StoreOption.Of(parsed.CommandResult, _store)!)!,
                Listen = IPAddress.Parse(parsed.GetValue(_listen)!),
                Port = parsed.GetValue(_port),
                Tls = TlsOption.Of(parsed.CommandResult, _tls),
                Health = parsed.GetValue(_health) is > 0 and var port ? new(IPAddress.Parse(parsed.GetValue(_healthListen)!), port) : null,
                Concurrency = parsed.GetValue(_concurrency),
                LeaseTime = TimeSpan.FromSeconds(parsed.GetValue(_lease)),
                DrainTime = TimeSpan.FromSeconds(parsed.GetValue(_grace)),
            };
            return new WorkerHost(_console, choice).RunAsync(cancellationToken);
        });
        return command;
    }
}
