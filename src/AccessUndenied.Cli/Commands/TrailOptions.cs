using System.CommandLine;
using System.CommandLine.Parsing;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary>The options that choose what of a trail is read.</summary>
internal sealed class TrailOptions
{
    private const int AccountIdLength = 12;

    private readonly GlobalOptions _globals;

    private readonly Option<string?> _from = new("--from")
    {
        Description = "Reads records of this time and later alone (ISO 8601, UTC where no zone is named).",
        HelpName = "TIME",
    };

    private readonly Option<string?> _to = new("--to") { Description = "Reads records from before this time alone.", HelpName = "TIME" };

    private readonly Option<string[]> _accounts = new("--account") { Description = "Reads the records of this account alone; may be repeated.", HelpName = "ID" };

    public TrailOptions(GlobalOptions globals)
    {
        _globals = globals;
        _from.Validators.Add(RefuseUnlessTime);
        _to.Validators.Add(RefuseUnlessTime);
        _accounts.Validators.Add(RefuseUnlessAccounts);
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_from);
        command.Options.Add(_to);
        command.Options.Add(_accounts);
        command.Validators.Add(RefuseEndBeforeStart);
    }

    /// <summary>What is read.</summary>
    public TrailRange Range(ParseResult parsed) => new()
    {
        From = Time(parsed.GetValue(_from)),
        To = Time(parsed.GetValue(_to)),
        Accounts = parsed.GetValue(_accounts) ?? [],
        Regions = _globals.Regions(parsed),
    };

    private static DateTimeOffset? Time(string? text) => TimeText.TryRead(text, out var time) ? time : null;

    private void RefuseEndBeforeStart(CommandResult result)
    {
        if (Time(result.GetValue(_from)) is { } from && Time(result.GetValue(_to)) is { } to && to <= from)
        {
            result.AddError(CommandMessages.NothingBetween(from, to));
        }
    }

    private static void RefuseUnlessTime(OptionResult result)
    {
        if (result.Tokens is [{ Value: var text }] && !TimeText.TryRead(text, out _))
        {
            result.AddError(CommandMessages.NotATime(text));
        }
    }

    private static void RefuseUnlessAccounts(OptionResult result)
    {
        foreach (var token in result.Tokens.Where(token => token.Value.Length != AccountIdLength || !token.Value.All(char.IsAsciiDigit)))
        {
            result.AddError(CommandMessages.NotAnAccount(token.Value));
        }
    }
}
