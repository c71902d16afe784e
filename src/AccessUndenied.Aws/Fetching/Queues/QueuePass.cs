using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Fetching.Buckets;
using AccessUndenied.Text;
using Amazon.SQS.Model;

namespace AccessUndenied.Aws.Fetching.Queues;

/// <summary>One receiving of a queue: messages in the order in which they came, and the objects they name, several at a time.</summary>
internal sealed class QueuePass(CloudTrailQueue queue, AwsConnection connection, QueueCalls calls, InFlight inFlight, ReadSummary summary)
{
    private const string CountName = "ApproximateReceiveCount";

    private static readonly int s_objectsAtOnce = Math.Max(8, 2 * Environment.ProcessorCount);

    private readonly Channel<Step> _steps = Channel.CreateBounded<Step>(new BoundedChannelOptions(s_objectsAtOnce) { SingleReader = true, SingleWriter = true });
    private readonly ConcurrentDictionary<string, TrailBucket> _buckets = new(StringComparer.Ordinal);
    private readonly HashSet<string> _left = new(StringComparer.Ordinal);
    private readonly KnownEvents _known = new(queue.MaxKnownEvents);
    private CloudTrailMessage? _current;

    public async IAsyncEnumerable<CloudTrailMessage> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        inFlight.Begin();
        var receiving = ReceiveAllAsync(stop.Token);
        try
        {
            while (await TakeAsync(cancellationToken).ConfigureAwait(false) is { } begun)
            {
                _current = begun.Message;
                yield return begun.Message;
                await PassOverRestAsync(begun.Message, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await receiving.ConfigureAwait(false);
        }
    }

    public async IAsyncEnumerable<CloudTrailEvent> ReadAsync(CloudTrailMessage message, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (ReferenceEquals(_current, message) && await TakeAsync(cancellationToken).ConfigureAwait(false) is { Reading: var reading })
        {
            if (reading is null)
            {
                End(message);
                break;
            }

            await foreach (var found in ReadAsync(message, reading, cancellationToken).ConfigureAwait(false))
            {
                yield return message.ReceiveCount > 1 ? found with { ReadingNotes = [.. found.ReadingNotes, QueueSentences.DeliveredBefore(message.ReceiveCount)] } : found;
            }
        }
    }

    private async IAsyncEnumerable<CloudTrailEvent> ReadAsync(CloudTrailMessage message, ObjectReader reading, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = reading.EventsAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var closes = events.ConfigureAwait(false);
        while (true)
        {
            try
            {
                if (!await events.MoveNextAsync().ConfigureAwait(false))
                {
                    break;
                }
            }
            catch (CloudTrailFormatException exception)
            {
                // Digests and the markers of folders lie beside every log file.
                message.Problem ??= exception.Reason == EventMessages.Digest || (exception.Reason == EventMessages.Empty && reading.Object is NotifiedObject) ? null : exception.Message;
                break;
            }

            if (summary.Takes(events.Current, _known, queue.Range))
            {
                yield return events.Current;
            }
        }

        summary.AddAll(reading.Summary);
        message.Problem ??= reading.MayFindMore ? QueueSentences.BrokeOff(reading.Object.Name) : null;
    }

    // Whoever does not want the rest of a message's events leaves them.
    private async Task PassOverRestAsync(CloudTrailMessage message, CancellationToken cancellationToken)
    {
        while (ReferenceEquals(_current, message) && await TakeAsync(cancellationToken).ConfigureAwait(false) is { Reading: var reading })
        {
            if (reading is null)
            {
                End(message);
            }
        }
    }

    private void End(CloudTrailMessage message)
    {
        _current = null;
        if (message.Problem is not null)
        {
            inFlight.Leave(message);
            if (!queue.WaitsForMore)
            {
                lock (_left)
                {
                    _left.Add(message.Id);
                }
            }
        }
    }

    private async ValueTask<Step?> TakeAsync(CancellationToken cancellationToken) =>
        await _steps.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false) && _steps.Reader.TryRead(out var step) ? step : null;

    private async Task ReceiveAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await calls.ReceiveAsync(cancellationToken).ConfigureAwait(false) is var received && (received.Count > 0 || queue.WaitsForMore))
            {
                // Each of them is in flight before the first is waited for.
                foreach (var message in received.Select(Take).Where(IsNews).ToList())
                {
                    await StartAsync(message.Message, message.Body, cancellationToken).ConfigureAwait(false);
                }
            }

            _steps.Writer.Complete();
        }
        catch (Exception exception)
        {
            _steps.Writer.Complete(exception);
        }
    }

    private (CloudTrailMessage Message, string Body) Take(Message received)
    {
        var count = received.Attributes?.GetValueOrDefault(CountName);
        var name = VisibleText.Of($"{queue.Name}, message {received.MessageId}");
        return (
            new(this, received.MessageId ?? "", name, received.ReceiptHandle ?? "", int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? times : 1),
            received.Body ?? "");
    }

    // One that was left comes again where its time is short; who waits for more looks at it again, since what failed may have passed.
    private bool IsNews((CloudTrailMessage Message, string Body) received)
    {
        lock (_left)
        {
            if (_left.Contains(received.Message.Id))
            {
                return false;
            }
        }

        return inFlight.TryAdd(received.Message);
    }

    private async Task StartAsync(CloudTrailMessage message, string text, CancellationToken cancellationToken)
    {
        var body = MessageBody.Of(text);
        var refused = body.Objects.FirstOrDefault(one => queue.Buckets.Count > 0 && !queue.Buckets.Contains(one.Bucket)).Bucket;
        message.Problem = body.Problem ?? (refused is null ? null : QueueSentences.OtherBucket(refused));
        await _steps.Writer.WriteAsync(new(message, null), cancellationToken).ConfigureAwait(false);
        foreach (var source in message.Problem is null ? Objects(message, text, body) : [])
        {
            await _steps.Writer.WaitToWriteAsync(cancellationToken).ConfigureAwait(false);
            var reading = ObjectReader.Start(TrailSource.Of(source), source, queue.Options, checkpoint: null, pass: null, summary, cancellationToken);
            await _steps.Writer.WriteAsync(new(message, reading), cancellationToken).ConfigureAwait(false);
        }

        await _steps.Writer.WriteAsync(new(message, null), cancellationToken).ConfigureAwait(false);
    }

    private IEnumerable<TrailObject> Objects(CloudTrailMessage message, string text, MessageBody body) => body.HoldsEvents
        ? [new MessageText(message.Name, text)]
        : body.Objects.Where(IsWanted).Select(one =>
            new NotifiedObject(_buckets.GetOrAdd(one.Bucket, name => new(connection, name, queue.PaysForRequests)), one.Key));

    private bool IsWanted(NamedObject named) =>
        !named.Key.EndsWith('/') && (TrailPlace.Of(named.Key) is not { } place || (place.MayHoldLogs && queue.Range.MayReach(place)));

    /// <summary>A message begins or ends, where there is nothing to read, or goes on with something.</summary>
    private sealed record Step(CloudTrailMessage Message, ObjectReader? Reading);
}
