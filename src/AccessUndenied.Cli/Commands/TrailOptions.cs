using System.CommandLine;
using System.CommandLine.Parsing;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Cli.Arguments;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary>The options that choose what of a trail is read.</summary>
internal sealed class TrailOptions
{

    private readonly GlobalOptions _globals;

    private readonly Option<string?> _from = new("--from")
    {
        Description = "Reads records of this time and later alone (ISO 8601, UTC where no zone is named).",
        HelpName = "TIME",
    };

    private readonly Option<string?> _to = new("--to") { Description = "Reads records from before this time alone.", HelpName = "TIME" };

    private readonly Option<string[]> _accounts = new("--account") { Description = "Reads the records of this account alone; may be repeated.", HelpName = "ID" };

    private readonly Option<string?> _checkpoint = new("--checkpoint")
    {
        Description = "Keeps what was read and found in this file: the same command goes on where it stopped, and a later run reads only what is new.",
        HelpName = "F",
    };

    private readonly Option<bool> _pays = new("--request-payer")
    {
        Description = "Agrees to pay for requests and transfer, where the bucket that is read demands it (Requester Pays).",
    };

    public TrailOptions(GlobalOptions globals)
    {
        _globals = globals;
        _from.Validators.Add(RefuseUnlessTime);
        _to.Validators.Add(RefuseUnlessTime);
        _accounts.Validators.Add(RefuseUnlessAccounts);
    }

    /// <summary>Adds them.</summary>
    /// <param name="command">The command.</param>
    /// <param name="hasCheckpoint">Whether what was found can be kept: denials can.</param>
    public void AddTo(Command command, bool hasCheckpoint = true)
    {
        command.Options.Add(_from);
        command.Options.Add(_to);
        command.Options.Add(_accounts);
        if (hasCheckpoint)
        {
            command.Options.Add(_checkpoint);
        }

        command.Options.Add(_pays);
        command.Validators.Add(RefuseEndBeforeStart);
    }

    /// <summary>What is read.</summary>
    public TrailChoice Read(ParseResult parsed) => new()
    {
        Range = new()
        {
            From = Time(parsed.GetValue(_from)),
            To = Time(parsed.GetValue(_to)),
            Accounts = parsed.GetValue(_accounts) ?? [],
            Regions = _globals.Regions(parsed),
        },
        Checkpoint = parsed.GetValue(_checkpoint),
        PaysForRequests = parsed.GetValue(_pays),
    };

    private static DateTimeOffset? Time(string? text) => TimeText.TryRead(text, out var time) ? time : null;

    private void RefuseEndBeforeStart(CommandResult result)
    {
        if (Time(TimeText.Given(result, _from)) is { } from && Time(TimeText.Given(result, _to)) is { } to && to <= from)
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
        foreach (var token in result.Tokens.Where(token => !ArgumentForms.IsAccount(token.Value)))
        {
            result.AddError(CommandMessages.NotAnAccount(token.Value));
        }
    }
}
