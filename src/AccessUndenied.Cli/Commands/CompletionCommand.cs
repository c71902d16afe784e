using System.CommandLine;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary><c>completion</c>: prints the script by which a shell completes this program's commands, options and their values.</summary>
internal sealed class CompletionCommand
{
    private static readonly Dictionary<string, string> s_scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = "bash.sh",
        ["zsh"] = "zsh.zsh",
        ["fish"] = "fish.fish",
        ["powershell"] = "powershell.ps1",
    };

    private readonly CommandConsole _console;

    private readonly Argument<string> _shell = new("SHELL") { Description = "The shell: bash, zsh, fish or powershell." };

    public CompletionCommand(CommandConsole console)
    {
        _console = console;
        _shell.AcceptOnlyFromAmong([.. s_scripts.Keys]);
    }

    public Command Build()
    {
        var command = new Command("completion", "Prints the script by which a shell completes commands and options.") { _shell };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var script = typeof(CompletionCommand).Assembly.GetManifestResourceStream($"completion/{s_scripts[parsed.GetRequiredValue(_shell)]}")!;
        await using var output = _console.OpenOutput();
        await script.CopyToAsync(output, cancellationToken);
        return ExitCodes.Done;
    }
}
