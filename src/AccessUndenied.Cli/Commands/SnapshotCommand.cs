using System.CommandLine.Parsing;
using System.CommandLine;
using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Catalog;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Aws.Requests;
using AccessUndenied.Aws;
using AccessUndenied.Cli.Arguments;
using AccessUndenied.Cli.Output;
using AccessUndenied.Formats;

namespace AccessUndenied.Cli.Commands;

/// <summary><c>snapshot</c>: collects all that offline analysis needs into one file.</summary>
internal sealed class SnapshotCommand
{

    private readonly CommandConsole _console;
    private readonly GlobalOptions _globals;
    private readonly AccountOptions _accountOptions;

    private readonly Option<string> _outputFile = new("--output-file", "-o")
    {
        Description = "The file to write. What was read before it is whole is kept beside it, and a second run goes on from there.",
        HelpName = "F",
        DefaultValueFactory = _ => "snapshot.json",
    };

    private readonly Option<string[]> _accounts = new("--account")
    {
        Description = "An account whose users, roles and policies are read; may be repeated. [default: the caller's own]",
        HelpName = "ID",
    };

    private readonly Option<string?> _eventsFile = new("--events-file")
    {
        Description = "Events whose resources (policies, tags), VPC endpoints and authorization details are read too; read as analyze reads them.",
        HelpName = "F",
    };

    private readonly Option<string[]> _resources = new("--resource")
    {
        Description = "A resource whose policy and tags are read too; may be repeated.",
        HelpName = "ARN",
    };

    private readonly Option<string?> _scpFile = new("--scp-file")
    {
        Description = "The organization's policies, such as scp_data.json, in place of those of AWS.",
        HelpName = "F",
    };

    public SnapshotCommand(CommandConsole console, GlobalOptions globals)
    {
        _console = console;
        _globals = globals;
        _accountOptions = new(globals);
        _accounts.Validators.Add(result => RefuseOthers(result, ArgumentForms.IsAccount, CommandMessages.NotAnAccount));
        _resources.Validators.Add(result => RefuseOthers(result, text => Arn.TryParse(text, out _), CommandMessages.NotAnArn));
    }

    public Command Build()
    {
        var command = new Command("snapshot", "Collects all that offline analysis needs from live accounts into one file, for analyze --snapshot.")
        {
            _outputFile, _accounts, _eventsFile, _resources, _scpFile,
        };
        _accountOptions.AddTo(command);
        FilesApart.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        _console.Verbosity = _globals.Verbosity(parsed);
        var events = parsed.GetValue(_eventsFile);
        var options = _accountOptions.Read(parsed);
        var collection = new SnapshotCollection
        {
            OutputPath = parsed.GetValue(_outputFile)!,
            Accounts = parsed.GetValue(_accounts) ?? [],
            Resources = parsed.GetValue(_resources) ?? [],
            Denials = events is null ? null : DenialsAsync(events, options, cancellationToken),
            OrganizationPath = parsed.GetValue(_scpFile),
        };
        using var connection = new AwsConnection(options);
        var summary = await CollectionDisplay.ShowAsync(
            _console,
            collection.OutputPath,
            CommandMessages.CollectionStopped(collection.OutputPath),
            progress => new SnapshotCollector(connection).CollectAsync(collection, progress, cancellationToken));
        Report(collection, summary);
        return ExitCodes.Done;
    }

    private void Report(SnapshotCollection collection, CollectionSummary summary)
    {
        foreach (var missing in summary.Unavailable)
        {
            _console.Log(Verbosity.Warning, missing);
        }

        _console.Say(CommandMessages.SnapshotWritten(collection.OutputPath, summary.Accounts, summary.Resources, summary.Nodes));
        if (!summary.IsComplete)
        {
            _console.Say(CommandMessages.MayPass);
        }
    }

    private async IAsyncEnumerable<SnapshotDenial> DenialsAsync(string path, AwsConnectionOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var denied in new EventsInput(_console, options, EventFormats.All).ReadAsync([path], TrailChoice.All, new ReadSummary(), cancellationToken))
        {
            yield return SnapshotDenial.Of(denied);
        }
    }

    private static void RefuseOthers(OptionResult result, Predicate<string> isOne, Func<string, string> message)
    {
        foreach (var token in result.Tokens)
        {
            if (!isOne(token.Value))
            {
                result.AddError(message(token.Value));
            }
        }
    }
}
