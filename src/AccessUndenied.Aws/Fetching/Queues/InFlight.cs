using System.Collections.Concurrent;
using AccessUndenied.Aws.Clients;

namespace AccessUndenied.Aws.Fetching.Queues;

/// <summary>The messages that were received and are being worked on; others do not get them meanwhile.</summary>
internal sealed class InFlight(QueueCalls calls) : IAsyncDisposable
{
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, CloudTrailMessage> _messages = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private Task _keeping = Task.CompletedTask;
    private AwsAccessException? _fault;

    /// <summary>How often their time is extended; a third of it.</summary>
    public TimeSpan Interval { get; set; } = QueueCalls.Visibility / 3;

    public void Begin()
    {
        if (_keeping.IsCompleted)
        {
            _keeping = KeepAsync();
        }
    }

    /// <summary>Takes a message; false where it is being worked on already, which then goes on under its new receipt.</summary>
    public bool TryAdd(CloudTrailMessage message)
    {
        // Who cannot extend the time works on what others get, too.
        if (Volatile.Read(ref _fault) is { } fault)
        {
            throw new AwsAccessException(fault.Message, fault);
        }

        var kept = _messages.GetOrAdd(message.Id, message);
        kept.Receipt = message.Receipt;
        return ReferenceEquals(kept, message);
    }

    /// <summary>Leaves a message to the queue, which gives it again when its time is over.</summary>
    public void Leave(CloudTrailMessage message) => _messages.TryRemove(message.Id, out _);

    /// <summary>Deletes messages; gives how many are.</summary>
    public async Task<int> DeleteAsync(IReadOnlyCollection<CloudTrailMessage> messages, CancellationToken cancellationToken)
    {
        var kept = await calls.DeleteAsync(messages, cancellationToken).ConfigureAwait(false);
        if (kept.Count > 0)
        {
            kept = await calls.DeleteAsync(kept, cancellationToken).ConfigureAwait(false);
        }

        foreach (var message in messages)
        {
            Leave(message);
        }

        return messages.Count - kept.Count;
    }

    /// <summary>Gives back what is not done.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(false);
        try
        {
            using var limited = new CancellationTokenSource(s_lastWords);
            await calls.KeepAsync([.. _messages.Values], TimeSpan.Zero, limited.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AwsAccessException or OperationCanceledException)
        {
            // The queue does it when their time is over.
        }

        _stop.Dispose();
    }

    private async Task KeepAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, _stop.Token).ConfigureAwait(false);
                await calls.KeepAsync([.. _messages.Values], QueueCalls.Visibility, _stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The work is over.
        }
        catch (AwsAccessException exception)
        {
            Volatile.Write(ref _fault, exception);
        }
    }
}
