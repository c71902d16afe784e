using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Fetching;
using AccessUndenied.Aws.Requests.Sessions;
using AccessUndenied.Cli.Checkpoints;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary>The events that a command was given.</summary>
internal sealed class EventsInput
{
    /// <summary>The name that stands for stdin.</summary>
    public const string StandardInput = "-";

    private const int CallsAtOnce = 16;

    private readonly CommandConsole _console;

    private readonly IReadOnlyList<IEventFormat> _formats;

    private readonly AwsConnectionOptions _connection;

    /// <summary>Is told of the calls that made sessions, of what can be read only once; null for nobody.</summary>
    public TrailSessionSource? Sessions { get; init; }

    /// <summary>The reading that finds what explains the events, which gives the denials that it met; null for none.</summary>
    public TrailPass? FirstPass { get; init; }

    /// <summary>What was piped in, where it was set aside so that it can be read twice; null where it is read as it comes.</summary>
    public InputSpool? Spool { get; init; }

    /// <summary>Events read with the help of <paramref name="formats"/>, where they are not JSON.</summary>
    /// <param name="console">Where stdin is, and where warnings go.</param>
    /// <param name="connection">How AWS is reached, where a source lies there.</param>
    /// <param name="formats">The forms.</param>
    public EventsInput(CommandConsole console, AwsConnectionOptions connection, params IEnumerable<IEventFormat> formats)
    {
        _console = console;
        _connection = connection;
        _formats = [.. formats];
    }

    /// <summary>Whether the records of requests that were not denied are read too.</summary>
    public bool AllRecords { get; init; }

    /// <summary>The denied events of files, folders and stdin, one source after the other, each once.</summary>
    /// <exception cref="CommandFailedException">They cannot be read.</exception>
    public async IAsyncEnumerable<CloudTrailEvent> ReadAsync(
        IReadOnlyList<string> sources, TrailChoice choice, ReadSummary summary, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RefuseMissing(sources);
        var options = new CloudTrailReaderOptions { Formats = _formats, AllRecords = AllRecords };
        var sessions = sources.Any(source => EvidenceOptions.IsReadOnce(source) && (Spool is null || source != StandardInput)) ? Sessions : null;
        if (sessions is not null)
        {
            TrailSessionSource.Observe(options);
        }

        using var connection = sources.Any(S3TrailSource.IsLocation) ? Connect(_connection) : null;
        await using var checkpoint = choice.Checkpoint is { } path ? SqliteCheckpoint.Open(path) : null;
        if (checkpoint is not null && Sessions is not null)
        {
            await LoadAsync(Sessions, checkpoint, choice.Checkpoint!, cancellationToken);
        }

        var reader = new TrailReader(options) { Range = choice.Range, Checkpoint = checkpoint, FirstPass = FirstPass };
        var events = reader.ReadAsync(sources.Select(source => Open(source, connection, choice)).ToList(), summary, cancellationToken);
        await foreach (var found in GuardAsync(events, sources, summary, cancellationToken))
        {
            if (sessions?.Take(found) != true)
            {
                yield return found;
            }
        }
    }

    private static async ValueTask LoadAsync(TrailSessionSource sessions, SqliteCheckpoint checkpoint, string path, CancellationToken cancellationToken)
    {
        try
        {
            await sessions.LoadAsync(checkpoint, cancellationToken);
        }
        catch (FormatException exception)
        {
            throw new CommandFailedException(CommandMessages.NoCheckpoint(path), exception);
        }
    }

    /// <summary>What is read of sources, wherever that is done; tells what was passed over.</summary>
    /// <exception cref="CommandFailedException">They cannot be read.</exception>
    public async IAsyncEnumerable<T> GuardAsync<T>(
        IAsyncEnumerable<T> read, IReadOnlyList<string> sources, ReadSummary summary, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var each = read.GetAsyncEnumerator(cancellationToken);
        while (await TryMoveAsync(each, sources))
        {
            yield return each.Current;
        }

        foreach (var file in summary.PassedOverFiles)
        {
            _console.Log(Verbosity.Warning, CommandMessages.PassedOver(file.Path, file.Reason));
        }

        if (summary.Files == 0)
        {
            _console.Log(Verbosity.Warning, summary.Bad > 0 ? CommandMessages.NothingOpened(summary.Bad) : CommandMessages.NothingInRange);
        }
    }

    // Among several it is better told before the first is read than after an hour.
    internal static void RefuseMissing(IReadOnlyList<string> sources)
    {
        if (sources.Count > 1 && sources.FirstOrDefault(source => source != StandardInput && !S3TrailSource.IsLocation(source) && !Path.Exists(source)) is { } missing)
        {
            throw new CommandFailedException(CommandMessages.CannotRead(missing, new FileNotFoundException()));
        }
    }

    // Reading a trail takes as long as it takes; each try of a call has its limit all the same.
    internal static AwsConnection Connect(AwsConnectionOptions connection) => new(new AwsConnectionOptions
    {
        Profile = connection.Profile, Region = connection.Region, EndpointUrl = connection.EndpointUrl, TryTimeout = connection.TryTimeout, MaxConcurrency = CallsAtOnce,
    });

    private TrailSource Open(string source, AwsConnection? connection, TrailChoice choice) =>
        source == StandardInput && Spool is not null ? Spool.Source
        : source == StandardInput ? TrailSource.OfStream(CommandConsole.OpenInput(), "stdin")
        : S3TrailSource.IsLocation(source) ? new S3TrailSource(connection!, source, choice.PaysForRequests)
        : TrailSource.OfPath(source);

    private static async ValueTask<bool> TryMoveAsync<T>(IAsyncEnumerator<T> events, IReadOnlyList<string> sources)
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
