using System.CommandLine;
using System.CommandLine.Parsing;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Arguments;

/// <summary>Refuses values without a letter, such as those of a shell's variable that is not set: no file, time, account or ARN is empty.</summary>
internal static class EmptyValue
{
    private const string SourceName = "SOURCE";

    /// <summary>Adds the rule to every option that takes a text, and to the sources, of <paramref name="command"/> and those below it.</summary>
    public static void RefuseIn(Command command)
    {
        foreach (var option in command.Options.Where(option => option.ValueType == typeof(string) || option.ValueType == typeof(string[])))
        {
            option.Validators.Add(result => Refuse(result, option.Name));
        }

        // An error's text may be empty: there is no refusal in it, which is what is said then.
        foreach (var argument in command.Arguments.Where(argument => argument.ValueType == typeof(string[]) && argument.Name == SourceName))
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
            result.AddError(CommandMessages.GivenWithoutValue(name));
        }
    }
}
