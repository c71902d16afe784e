using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Events.Trails;
using AccessUndenied.Aws.Fetching.Queues;
using AccessUndenied.Text;

namespace AccessUndenied.Aws.Fetching;

/// <summary>A queue of SQS that is told of a trail's new log files, or gets the events themselves.</summary>
/// <remarks>
/// Shape: S3's event notifications, EventBridge's events of new objects and of API calls, CloudTrail's own notices, and records in any wrapping that
/// <see cref="CloudTrailReader"/> reads; directly or through an SNS topic. Objects of a message are read while those before it are still looked at.
/// A message stays in the queue until <see cref="CompleteAsync"/>; others do not get it meanwhile, since its time is extended as long as this lives, up to the 12 hours
/// that SQS allows. One that cannot be used has a <see cref="CloudTrailMessage.Problem"/> and is left to the queue. A queue delivers at least once: an event that comes
/// again is given once, as far as <see cref="MaxKnownEvents"/> reaches, and one of a message that was delivered before has a reading note that says so.
/// It needs <c>sqs:ReceiveMessage</c>, <c>sqs:ChangeMessageVisibility</c> and <c>sqs:DeleteMessage</c>, and <c>s3:GetObject</c> on what messages name.
/// Who may send to the queue chooses what is read: objects are read with the caller's own credentials, of <see cref="Buckets"/> alone where that is set.
/// </remarks>
public sealed class CloudTrailQueue : IAsyncDisposable
{
    private readonly AwsConnection _connection;
    private readonly QueueLocation _location;
    private readonly QueueCalls _calls;
    private readonly InFlight _inFlight;

    /// <summary>The queue at <paramref name="location"/>.</summary>
    /// <param name="connection">How AWS is reached; it stays its owner's to dispose of.</param>
    /// <param name="location"><c>sqs://</c> and the queue's URL, whose <c>https://</c> may be left out.</param>
    /// <exception cref="ArgumentException"><paramref name="location"/> is no such text.</exception>
    public CloudTrailQueue(AwsConnection connection, string location)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(location);
        _connection = connection;
        _location = QueueLocation.TryParse(location, out var parsed) ? parsed : throw new ArgumentException(QueueSentences.NotAQueue(location), nameof(location));
        _calls = new(connection, _location);
        _inFlight = new(_calls);
    }

    /// <summary>Its name in messages.</summary>
    public string Name => VisibleText.Of(_location.ToString());

    /// <summary>How events are read.</summary>
    public CloudTrailReaderOptions Options { get; init; } = new();

    /// <summary>What is given; objects whose names lie outside of it are not read, and count as done.</summary>
    public TrailRange Range { get; init; } = TrailRange.All;

    /// <summary>The buckets that messages may name; empty, the default, for all that the credentials may read.</summary>
    public IReadOnlyCollection<string> Buckets { get; init; } = [];

    /// <summary>Whether the caller agrees to pay for the requests and the transfer, as a Requester Pays bucket demands.</summary>
    public bool PaysForRequests { get; init; }

    /// <summary>Whether an empty queue is waited on until it has messages again; by default its end is where nothing came for 20 seconds.</summary>
    public bool WaitsForMore { get; init; }

    /// <summary>How many events are known at most when an event is looked for among those before it.</summary>
    /// <value>0 or more; default 1,000,000, about 40 MB. 0 looks for none.</value>
    public int MaxKnownEvents { get; init; } = 1_000_000;

    /// <summary>How often the time of messages is extended; the tests make it short.</summary>
    internal TimeSpan ExtendingInterval
    {
        init => _inFlight.Interval = value;
    }

    /// <summary>Whether a text is meant as a queue, rather than as a path.</summary>
    public static bool IsLocation(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return QueueLocation.IsOne(text);
    }

    /// <summary>Whether a text that is meant as a queue is one.</summary>
    public static bool IsValid(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return QueueLocation.TryParse(text, out _);
    }

    /// <summary>Receives messages, one after the other.</summary>
    /// <param name="summary">Takes the counts of what each message brought, when it was read.</param>
    /// <param name="cancellationToken">Ends the receiving.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside of its limits.</exception>
    /// <exception cref="AwsAccessException">While receiving: the queue cannot be received from; the message names the permission that is missing, or the fault.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    public IAsyncEnumerable<CloudTrailMessage> ReceiveAsync(ReadSummary summary, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(summary);
        CloudTrailReaderOptions.Validate(Options);
        return new QueuePass(this, _connection, _calls, _inFlight, summary).RunAsync(cancellationToken);
    }

    /// <summary>Deletes messages from the queue, because what they brought is kept elsewhere now; gives how many are.</summary>
    /// <remarks>One that cannot be deleted, such as after SQS's 12 hours, is delivered again.</remarks>
    /// <param name="messages">The messages.</param>
    /// <param name="cancellationToken">Ends it; what was deleted by then is.</param>
    /// <exception cref="AwsAccessException">They cannot be deleted; the message names the permission that is missing, or the fault.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    public Task<int> CompleteAsync(IReadOnlyCollection<CloudTrailMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return _inFlight.DeleteAsync(messages, cancellationToken);
    }

    /// <summary>Gives back to the queue what was received and is neither completed nor without use, so that others get it at once.</summary>
    public ValueTask DisposeAsync() => _inFlight.DisposeAsync();
}
