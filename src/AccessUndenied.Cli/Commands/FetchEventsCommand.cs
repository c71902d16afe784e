using System.CommandLine;
using System.CommandLine.Parsing;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Fetching;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary><c>fetch-events</c>: downloads denied events from CloudTrail's event history.</summary>
internal sealed class FetchEventsCommand
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    private readonly CommandConsole _console;
    private readonly GlobalOptions _globals;
    private readonly AccountOptions _accounts;
    private readonly TimeProvider _time;

    private readonly Option<string?> _start = new("--start-time")
    {
        Description = "The earliest time, ISO 8601; UTC where it names no zone. [default: a day before the end]",
        HelpName = "TIME",
    };

    private readonly Option<string?> _end = new("--end-time")
    {
        Description = "The latest time, ISO 8601; UTC where it names no zone. [default: now]",
        HelpName = "TIME",
    };

    private readonly Option<string> _outputFile = new("--output-file", "-o")
    {
        Description = "The file to write.",
        HelpName = "F",
        DefaultValueFactory = _ => "events.json",
    };

    private readonly Option<bool> _allRegions = new("--all-regions") { Description = "Looks in every region that is enabled for the account." };

    public FetchEventsCommand(CommandConsole console, GlobalOptions globals, TimeProvider time)
    {
        _console = console;
        _globals = globals;
        _accounts = new(globals);
        _time = time;
        _start.Validators.Add(RefuseUnlessTime);
        _end.Validators.Add(RefuseUnlessTime);
    }

    public Command Build()
    {
        var command = new Command("fetch-events", "Downloads the denied events of CloudTrail's event history, which holds 90 days.") { _start, _end, _outputFile, _allRegions };
        _accounts.AddTimeLimitTo(command);
        command.Validators.Add(RefuseEndBeforeStart);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        _console.Verbosity = _globals.Verbosity(parsed);
        var (start, end) = Times(parsed.GetValue(_start), parsed.GetValue(_end));
        var fetch = new EventFetch { OutputPath = parsed.GetValue(_outputFile)!, Start = start, End = end, AllRegions = parsed.GetValue(_allRegions) };
        using var connection = new AwsConnection(_accounts.Read(parsed));
        var summary = await CollectionDisplay.ShowAsync(
            _console, fetch.OutputPath, CommandMessages.StoppedUnwritten, progress => new EventFetcher(connection).FetchAsync(fetch, progress, cancellationToken));
        _console.Say(CommandMessages.Fetched(fetch.OutputPath, summary.Seen, summary.Denied, summary.Regions, start, end));
        foreach (var failure in summary.Failures)
        {
            _console.Fatal(CommandMessages.RegionFailed(fetch.OutputPath, failure));
        }

        return summary.Failures.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private (DateTimeOffset Start, DateTimeOffset End) Times(string? start, string? end)
    {
        var until = TimeText.TryRead(end, out var last) ? last : _time.GetUtcNow();
        return (TimeText.TryRead(start, out var first) ? first : until - s_day, until);
    }

    private void RefuseEndBeforeStart(CommandResult result)
    {
        var (start, end) = Times(TimeText.Given(result, _start), TimeText.Given(result, _end));
        if (end < start)
        {
            result.AddError(CommandMessages.EndBeforeStart(start, end));
        }
    }

    private static void RefuseUnlessTime(OptionResult result)
    {
        if (result.Tokens is [{ Value: var text }] && !TimeText.TryRead(text, out _))
        {
            result.AddError(CommandMessages.NotATime(text));
        }
    }
}
