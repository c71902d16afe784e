using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Fetching;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Commands;

/// <summary>The work of <c>analyze</c> over a queue: a message is deleted when the results of its events are where they belong, and not before.</summary>
internal sealed class QueueRun : IAsyncDisposable
{
    // What was written is taken off the queue even when the work was stopped since.
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(30);

    private readonly CommandConsole _console;
    private readonly AnalyzeOptions _options;
    private readonly AwsConnection _connection;
    private readonly CloudTrailQueue _queue;
    private readonly ReadSummary _summary;
    private readonly List<CloudTrailEvent> _events = [];
    private readonly List<CloudTrailMessage> _read = [];
    private long _deleted;
    private long _left;
    private long _again;

    /// <summary>A run.</summary>
    /// <param name="console">Where messages go.</param>
    /// <param name="options">What was asked for; its only source is the queue.</param>
    /// <param name="formats">The forms that are read besides JSON.</param>
    /// <param name="summary">Takes the counts.</param>
    public QueueRun(CommandConsole console, AnalyzeOptions options, IEnumerable<IEventFormat> formats, ReadSummary summary)
    {
        _console = console;
        _options = options;
        _summary = summary;
        _connection = EventsInput.Connect(options.Policies.Connection);
        _queue = new(_connection, options.Sources[0])
        {
            Options = new() { Formats = [.. formats] }, Range = options.Trail.Range, PaysForRequests = options.Trail.PaysForRequests, WaitsForMore = options.Follows,
        };
    }

    /// <summary>Writes the results of what the queue has.</summary>
    public async Task AnalyzeAsync(IAccessDeniedAnalyzer analyzer, ResultOutput output, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (_options.Policies.Connection.RunTimeout is { } time)
        {
            limit.CancelAfter(time);
        }

        output.ShowAtOnce();
        try
        {
            await ReceiveAsync(() => WriteAsync(analyzer, output, limit.Token, cancellationToken), limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _console.Log(Verbosity.Warning, CommandMessages.QueueTimeIsOver(_options.Policies.Connection.RunTimeout!.Value));
        }
    }

    /// <summary>Deletes what is left to delete, when the reports are whole, and says what became of the messages.</summary>
    public async Task CompleteAsync()
    {
        await DeleteAsync();
        _console.Say(CommandMessages.Received(_deleted, _left, _again));
    }

    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync();
        _connection.Dispose();
    }

    private async Task ReceiveAsync(Func<Task> write, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var messages = _queue.ReceiveAsync(_summary, stop.Token).GetAsyncEnumerator(stop.Token);
        var next = messages.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                if (!next.IsCompleted)
                {
                    // Nothing waits, so that it may be long before more comes.
                    await write();
                }

                if (!await next)
                {
                    break;
                }

                await ReadAsync(messages.Current, write, cancellationToken);
                next = messages.MoveNextAsync().AsTask();
            }

            await write();
        }
        finally
        {
            await stop.CancelAsync();
            await next.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task ReadAsync(CloudTrailMessage message, Func<Task> write, CancellationToken cancellationToken)
    {
        await foreach (var found in message.ReadAsync(cancellationToken))
        {
            _events.Add(found);
            if (_events.Count >= (_options.Policies.IsOffline ? AnalyzeRun.EventsAtOnce : AnalyzeRun.LiveEventsAtOnce))
            {
                await write();
            }
        }

        if (message.Problem is { } problem)
        {
            _left++;
            _console.Log(Verbosity.Warning, CommandMessages.LeftInQueue(message.Name, problem));
        }
        else
        {
            _read.Add(message);
        }
    }

    private async Task WriteAsync(IAccessDeniedAnalyzer analyzer, ResultOutput output, CancellationToken limit, CancellationToken cancellationToken)
    {
        if (_events.Count > 0)
        {
            var results = await AnalyzeRun.AnalyzeAsync(analyzer, _events, AnalyzeRun.Abreast(_options, limit));

            // What was decided after the time was over was decided without what AWS would have told.
            limit.ThrowIfCancellationRequested();
            foreach (var result in results)
            {
                await output.WriteAsync(result, cancellationToken);
            }

            await output.FlushAsync(cancellationToken);
            _events.Clear();
        }

        if (output.IsThereOnceFlushed)
        {
            await DeleteAsync();
        }
    }

    private async Task DeleteAsync()
    {
        if (_read.Count == 0)
        {
            return;
        }

        using var limited = new CancellationTokenSource(s_lastWords);
        var deleted = await _queue.CompleteAsync(_read, limited.Token);
        _deleted += deleted;
        _again += _read.Count - deleted;
        _read.Clear();
    }
}
