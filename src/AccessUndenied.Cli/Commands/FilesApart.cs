using System.CommandLine;
using System.CommandLine.Parsing;
using AccessUndenied.Cli.Checkpoints;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary>Refuses a command whose outputs would overwrite each other, or what it reads.</summary>
/// <remarks>Looks at every option by its name, so that it holds for each command that is told of it.</remarks>
internal static class FilesApart
{
    private const string Checkpoint = "--checkpoint";

    // What is written whole or not at all comes before what is written as it goes: it is what is named in the message.
    private static readonly string[] s_outputs = ["--output-file", "--record", "--scripts", Checkpoint];
    private static readonly string[] s_inputs = ["SOURCE", "--events-file", "--snapshot", "--scp-file", "--trail", "--replay", "--change"];

    /// <summary>Adds the rule to <paramref name="command"/>.</summary>
    public static void AddTo(Command command) => command.Validators.Add(Refuse);

    private static void Refuse(CommandResult result)
    {
        var outputs = s_outputs.SelectMany(name => Written(result, name)).ToList();
        foreach (var (name, path) in outputs)
        {
            if (s_inputs.SelectMany(input => ValuesOf(result, input)).FirstOrDefault(input => OutputTarget.IsSame(path, input)) is { } same)
            {
                result.AddError(CommandMessages.OutputIsInput(name, same));
            }
        }

        for (var i = 1; i < outputs.Count; i++)
        {
            if (outputs[..i].Find(other => other.Name != outputs[i].Name && OutputTarget.IsSame(other.Path, outputs[i].Path)) is { Path: not null } same)
            {
                result.AddError(CommandMessages.OneFileForTwo(same.Name, outputs[i].Name, same.Path));
            }
        }
    }

    private static IEnumerable<(string Name, string Path)> Written(CommandResult result, string name) =>
        ValuesOf(result, name).Where(path => !OutputTarget.IsDevice(path))
            .SelectMany(path => name == Checkpoint ? CheckpointFile.Endings.Select(ending => (name, path + ending)) : [(name, path)]);

    private static IEnumerable<string> ValuesOf(CommandResult result, string name)
    {
        var option = result.Command.Options.FirstOrDefault(option => option.Name == name);
        var argument = result.Command.Arguments.FirstOrDefault(argument => argument.Name == name);
        var found = option is not null ? result.GetResult(option) : argument is not null ? (SymbolResult?)result.GetResult(argument) : null;
        var tokens = found?.Tokens.Select(token => token.Value).Where(value => value.Length > 0).ToList() ?? [];
        return tokens.Count == 0 && option?.HasDefaultValue == true && option.GetDefaultValue() is string value ? [value] : tokens;
    }
}
