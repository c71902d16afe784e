using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Events;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary>The events that a command was given.</summary>
internal sealed class EventsInput
{
    /// <summary>The name that stands for stdin.</summary>
    public const string StandardInput = "-";

    private readonly CommandConsole _console;

    private readonly IReadOnlyList<IEventFormat> _formats;

    /// <summary>Events read with the help of <paramref name="formats"/>, where they are not JSON.</summary>
    public EventsInput(CommandConsole console, params IEnumerable<IEventFormat> formats)
    {
        _console = console;
        _formats = [.. formats];
    }

    /// <summary>Whether the records of requests that were not denied are read too.</summary>
    public bool AllRecords { get; init; }

    /// <summary>The denied events of files, folders and stdin, one source after the other.</summary>
    /// <exception cref="CommandFailedException">They cannot be read.</exception>
    public async IAsyncEnumerable<CloudTrailEvent> ReadAsync(
        IReadOnlyList<string> sources, ReadSummary summary, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RefuseMissing(sources);
        foreach (var source in sources)
        {
            await using var events = Open(source, summary, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await TryMoveAsync(events, source))
            {
                yield return events.Current;
            }
        }

        foreach (var file in summary.PassedOverFiles)
        {
            _console.Log(Verbosity.Warning, CommandMessages.PassedOver(file.Path, file.Reason));
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

    private IAsyncEnumerable<CloudTrailEvent> Open(string path, ReadSummary summary, CancellationToken cancellationToken) => path == StandardInput
        ? CloudTrailReader.ReadAsync(_console.OpenInput(), new CloudTrailReaderOptions { SourceName = "stdin", Formats = _formats, AllRecords = AllRecords }, summary, cancellationToken)
        : CloudTrailReader.ReadPathAsync(path, new CloudTrailReaderOptions { Formats = _formats, AllRecords = AllRecords }, summary, cancellationToken);

    private static async ValueTask<bool> TryMoveAsync(IAsyncEnumerator<CloudTrailEvent> events, string path)
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
            throw new CommandFailedException(CommandMessages.CannotRead(path, exception), exception);
        }
    }
}
