using AccessUndenied.Aws.Events;
using AccessUndenied.Aws.Fetching.Queues;

namespace AccessUndenied.Aws.Fetching;

/// <summary>A message of a <see cref="CloudTrailQueue"/>, with the events that it brought or led to.</summary>
public sealed class CloudTrailMessage
{
    private readonly QueuePass _reading;
    private string _receipt;

    internal CloudTrailMessage(QueuePass reading, string id, string name, string receipt, int receiveCount)
    {
        _reading = reading;
        Id = id;
        Name = name;
        _receipt = receipt;
        ReceiveCount = receiveCount;
    }

    /// <summary>The id that the queue gave it.</summary>
    public string Id { get; }

    /// <summary>Its name in messages: the queue, and its id; with nothing in it that acts on a terminal.</summary>
    public string Name { get; }

    /// <summary>How often it was delivered, this time included; about so often, as the queue says.</summary>
    public int ReceiveCount { get; }

    /// <summary>Why it cannot be used, in one sentence that names the way out; null where it can, and until <see cref="ReadAsync"/> has ended.</summary>
    /// <remarks>Leave it to the queue then, whose redrive policy moves it aside when it was delivered too often.</remarks>
    public string? Problem { get; internal set; }

    /// <summary>What names it in calls about it; another one when it was delivered again.</summary>
    internal string Receipt
    {
        get => Volatile.Read(ref _receipt);
        set => Volatile.Write(ref _receipt, value);
    }

    /// <summary>Reads its events, once; those of objects that it names come in the order in which it names them.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="Clients.AwsAccessException">The credentials have run out, or the queue cannot be received from any more.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was signaled.</exception>
    public IAsyncEnumerable<CloudTrailEvent> ReadAsync(CancellationToken cancellationToken = default) => _reading.ReadAsync(this, cancellationToken);
}
