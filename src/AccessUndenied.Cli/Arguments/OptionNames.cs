using System.CommandLine;
using System.CommandLine.Parsing;

namespace AccessUndenied.Cli.Arguments;

/// <summary>The options that a command has, those of the program included.</summary>
internal static class OptionNames
{
    /// <summary>The options of <paramref name="command"/> and the program's.</summary>
    public static IEnumerable<Option> OptionsOf(CommandResult command)
    {
        var options = command.Command.Options.AsEnumerable();
        for (var parent = command.Parent as CommandResult; parent is not null; parent = parent.Parent as CommandResult)
        {
            options = options.Concat(parent.Command.Options.Where(option => option.Recursive));
        }

        return options;
    }

    /// <summary>Every name of these options.</summary>
    public static IEnumerable<string> Of(CommandResult command) => OptionsOf(command).SelectMany(option => option.Aliases.Prepend(option.Name));
}
