using System.CommandLine;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Policies.Live;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary><c>get-scps</c>: writes the organization's tree with its policies to a file.</summary>
internal sealed class GetScpsCommand
{
    private readonly CommandConsole _console;
    private readonly GlobalOptions _globals;
    private readonly AccountOptions _accounts;

    private readonly Option<string> _outputFile = new("--output-file", "-o")
    {
        Description = "The file to write.",
        HelpName = "F",
        DefaultValueFactory = _ => "scp_data.json",
    };

    public GetScpsCommand(CommandConsole console, GlobalOptions globals)
    {
        _console = console;
        _globals = globals;
        _accounts = new(globals);
    }

    public Command Build()
    {
        var command = new Command("get-scps", "Writes the organization's tree with its service and resource control policies to a file, for analyze --scp-file.") { _outputFile };
        _accounts.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        _console.Verbosity = _globals.Verbosity(parsed);
        var path = parsed.GetValue(_outputFile)!;
        using var connection = new AwsConnection(_accounts.Read(parsed));
        var nodes = await CollectionDisplay.ShowAsync(
            _console, path, CommandMessages.StoppedUnwritten, progress => new OrganizationCollector(connection).CollectAsync(path, progress, cancellationToken));
        _console.Say(CommandMessages.OrganizationWritten(path, nodes));
        return ExitCodes.Done;
    }
}
