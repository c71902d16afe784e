using System.CommandLine;
using System.CommandLine.Parsing;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Arguments;

/// <summary>Refuses the empty name of a file or source, which a script gives that uses a variable without a value.</summary>
internal static class EmptyNames
{
    private static readonly string[] s_names = ["F", "DIR", "SOURCE"];

    /// <summary>Adds the rule to all options and arguments of <paramref name="command"/> and of those below it that take such names.</summary>
    public static void RefuseIn(Command command)
    {
        foreach (var option in command.Options.Where(option => s_names.Contains(option.HelpName, StringComparer.Ordinal)))
        {
            option.Validators.Add(result => Refuse(result, option.Name));
        }

        foreach (var argument in command.Arguments.Where(argument => s_names.Contains(argument.Name, StringComparer.Ordinal)))
        {
            argument.Validators.Add(result => Refuse(result, argument.Name));
        }

        foreach (var below in command.Subcommands)
        {
            RefuseIn(below);
        }
    }

    private static void Refuse(SymbolResult result, string name)
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
        {
            result.AddError(CommandMessages.EmptyName(name));
        }
    }
}
