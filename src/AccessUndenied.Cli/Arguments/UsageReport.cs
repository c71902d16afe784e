using System.CommandLine;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Arguments;

/// <summary>What is wrong with a command line, and what was probably meant.</summary>
internal static class UsageReport
{
    /// <summary>The lines to say.</summary>
    /// <param name="parsed">The command line, which has errors.</param>
    /// <param name="defaults">What came from elsewhere.</param>
    public static IEnumerable<string> Of(ParseResult parsed, IReadOnlyList<DefaultValue> defaults)
    {
        var command = parsed.CommandResult.Command;
        if (command is RootCommand && parsed.UnmatchedTokens is [var first, ..])
        {
            // The other complaints only follow from this one.
            var names = first.StartsWith('-') ? OptionNames.Of(parsed.CommandResult) : command.Subcommands.Select(one => one.Name);
            yield return CommandMessages.NoCommand(first, NameSuggestion.For(first, names));
        }
        else
        {
            // What stands behind an unknown option, and what is missing beside it, may only follow from it.
            List<string> unknown = [.. parsed.UnmatchedTokens.Where(token => token.StartsWith('-'))];
            foreach (var token in unknown.Count > 0 ? unknown : parsed.UnmatchedTokens)
            {
                yield return unknown.Count > 0
                    ? CommandMessages.NoOption(token, NameSuggestion.For(token, OptionNames.Of(parsed.CommandResult)))
                    : CommandMessages.NoArgument(token);
            }

            foreach (var error in parsed.Errors.Select(error => error.Message).Where(message => parsed.UnmatchedTokens.Count == 0))
            {
                yield return string.Join(' ', error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            }
        }

        // Of what came from elsewhere, that which the complaints are about.
        foreach (var one in defaults.Where(one => parsed.Errors.Any(error => error.Message.Contains(one.Option, StringComparison.Ordinal)
            || (one.Value is { Length: > 0 } value && error.Message.Contains(value, StringComparison.Ordinal)))))
        {
            yield return CommandMessages.GivenElsewhere(one.Option, one.Value ?? "", one.Place);
        }

        yield return CommandMessages.SeeHelp(command is RootCommand ? "" : command.Name);
    }
}
