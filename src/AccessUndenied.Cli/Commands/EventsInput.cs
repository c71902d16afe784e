using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Requests.Sessions;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary>The events that a command was given.</summary>
internal sealed class EventsInput
{
    /// <summary>The name that stands for stdin.</summary>
    public const string StandardInput = "-";

    private readonly CommandConsole _console;

    private readonly IReadOnlyList<IEventFormat> _formats;

    /// <summary>Is told of the calls that made sessions, of what can be read only once; null for nobody.</summary>
    public TrailSessionSource? Sessions { get; init; }

    /// <summary>Events read with the help of <paramref name="formats"/>, where they are not JSON.</summary>
    public EventsInput(CommandConsole console, params IEnumerable<IEventFormat> formats)
    {
        _console = console;
        _formats = [.. formats];
    }

    /// <summary>The denied events of files, folders and stdin, one source after the other, each once.</summary>
    /// <exception cref="CommandFailedException">They cannot be read.</exception>
    public async IAsyncEnumerable<CloudTrailEvent> ReadAsync(
        IReadOnlyList<string> sources, TrailRange range, ReadSummary summary, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RefuseMissing(sources);
        var options = new CloudTrailReaderOptions { Formats = _formats };
        var sessions = sources.Contains(StandardInput) ? Sessions : null;
        if (sessions is not null)
        {
            TrailSessionSource.Observe(options);
        }

        var reader = new TrailReader(options) { Range = range };
        await using var events = reader.ReadAsync(sources.Select(Open), summary, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await TryMoveAsync(events, sources))
        {
            if (sessions?.Take(events.Current) != true)
            {
                yield return events.Current;
            }
        }

        foreach (var file in summary.PassedOverFiles)
        {
            _console.Log(Verbosity.Warning, CommandMessages.PassedOver(file.Path, file.Reason));
        }

        if (summary.Files == 0)
        {
            _console.Log(Verbosity.Warning, CommandMessages.NothingInRange);
        }
    }

    // Among several it is better told before the first is read than after an hour.
    private static void RefuseMissing(IReadOnlyList<string> sources)
    {
        if (sources.Count > 1 && sources.FirstOrDefault(source => source != StandardInput && !Path.Exists(source)) is { } missing)
        {
            throw new CommandFailedException(CommandMessages.CannotRead(missing, new FileNotFoundException()));
        }
    }

    private TrailSource Open(string path) => path == StandardInput ? TrailSource.OfStream(_console.OpenInput(), "stdin") : TrailSource.OfPath(path);

    private static async ValueTask<bool> TryMoveAsync(IAsyncEnumerator<CloudTrailEvent> events, IReadOnlyList<string> sources)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (CloudTrailFormatException exception)
        {
            throw new CommandFailedException(exception.Message, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(CommandMessages.CannotRead(sources[0], exception), exception);
        }
    }
}
