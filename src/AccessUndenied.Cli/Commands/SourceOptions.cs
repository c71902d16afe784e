using System.CommandLine;
using System.CommandLine.Parsing;
using AccessUndenied.Aws.Fetching;
using AccessUndenied.Cli.Arguments;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary>The events that a command reads: named one after the other, by an option, or piped in.</summary>
internal sealed class SourceOptions
{
    private readonly CommandConsole _console;

    private readonly Argument<string[]> _sources = new("SOURCE")
    {
        Description = "The events: CloudTrail records in any wrapping, gzip included; a folder is read recursively; s3://bucket/prefix is a part of a bucket; sqs:// and a queue's URL is "
            + "a queue that is told of them (analyze alone); - is stdin, which is read too when it is piped and nothing is named.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _eventsFile = new("--events-file") { Description = "The same; may be repeated.", HelpName = "F" };

    private readonly Option<bool> _follow = new("--follow")
    {
        Description = "Waits for more where a queue (sqs://) is empty, until it is stopped or --time-limit is over; else its end is where nothing came for 20 seconds.",
    };

    private readonly Option<string[]> _eventIds = new("--event-id") { Description = "Explains the event of this id alone; may be repeated.", HelpName = "ID" };

    public SourceOptions(CommandConsole console)
    {
        _console = console;
        _sources.Validators.Add(RefuseOptions);
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(_sources);
        command.Options.Add(_eventsFile);
        command.Validators.Add(RefuseNoEvents);
        command.Validators.Add(RefuseNoLocation);
        command.Validators.Add(RefuseQueue);
        command.Validators.Add(RefuseSecondStdin);
    }

    /// <summary>Adds the reading of a queue.</summary>
    public void AddQueueTo(Command command) => command.Options.Add(_follow);

    /// <summary>Whether an empty queue is waited on.</summary>
    public bool Follows(ParseResult parsed) => parsed.GetValue(_follow);

    /// <summary>Adds the choice of single events.</summary>
    public void AddPickingTo(Command command) => command.Options.Add(_eventIds);

    /// <summary>The sources, in the order given.</summary>
    public IReadOnlyList<string> Sources(ParseResult parsed) => Named(parsed.CommandResult) is { Length: > 0 } named ? named : [EventsInput.StandardInput];

    /// <summary>The ids of the events that are wanted; empty for all.</summary>
    public IReadOnlyList<string> EventIds(ParseResult parsed) => parsed.GetValue(_eventIds) ?? [];

    private string[] Named(CommandResult result) => [.. result.GetValue(_eventsFile) ?? [], .. result.GetValue(_sources) ?? []];

    private void RefuseNoEvents(CommandResult result)
    {
        if (Named(result).Length == 0 && _console.InputIsTerminal)
        {
            result.AddError(CommandMessages.NoEvents);
        }
    }

    private void RefuseNoLocation(CommandResult result)
    {
        foreach (var source in Named(result).Where(source => S3TrailSource.IsLocation(source) && !S3TrailSource.IsValid(source)))
        {
            result.AddError(CommandMessages.NotALocation(source));
        }
    }

    // Two readers of one stream would tear its records to pieces.
    private void RefuseSecondStdin(CommandResult result)
    {
        if (Named(result).Count(source => source == EventsInput.StandardInput) > 1)
        {
            result.AddError(CommandMessages.StdinTwice);
        }
    }

    // What was received is deleted, so that nothing else may hang on reading it again.
    private void RefuseQueue(CommandResult result)
    {
        var named = Named(result);
        var queue = Array.Find(named, CloudTrailQueue.IsLocation);
        if (queue is null)
        {
            if (result.GetResult(_follow) is { Implicit: false })
            {
                result.AddError(CommandMessages.NothingToFollow);
            }

            return;
        }

        if (!result.Command.Options.Contains(_follow))
        {
            result.AddError(CommandMessages.NoQueueHere(result.Command.Name));
        }
        else if (!CloudTrailQueue.IsValid(queue))
        {
            result.AddError(CommandMessages.NotAQueue(queue));
        }
        else if (named.Length > 1)
        {
            result.AddError(CommandMessages.QueueAlone);
        }
        else if (result.GetValue(_eventIds) is { Length: > 0 } || result.GetResult("--checkpoint") is not null)
        {
            result.AddError(CommandMessages.QueueIsEmptied);
        }
    }

    // What looks like an option and is none would else be taken for a file.
    private static void RefuseOptions(ArgumentResult result)
    {
        foreach (var token in result.Tokens.Where(token => token.Value is ['-', _, ..]))
        {
            var names = result.Parent is CommandResult command ? OptionNames.Of(command) : [];
            result.AddError(CommandMessages.NoOption(token.Value, NameSuggestion.For(token.Value, names)));
        }
    }
}
