using System.Text.Json;

namespace AccessUndenied.Cli.Mcp;

/// <summary>The requests that came in and have no answer yet.</summary>
/// <remarks>
/// Whoever pipes requests into the program and closes its stdin wants the answers all the same; the protocol's transport ends with its input.
/// </remarks>
internal sealed class OpenRequests
{
    // What is no request to the server after all is never answered, and is waited for no longer than this once nothing else happens.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private int _working;
    private long _lastSeen;

    public OpenRequests(TimeProvider time)
    {
        _time = time;
        _lastSeen = time.GetTimestamp();
    }

    /// <summary>Notes a message that came in.</summary>
    public void Received(ReadOnlyMemory<byte> message) => Read(message, root =>
    {
        if (!root.TryGetProperty("method", out var method))
        {
            return;
        }

        if (root.TryGetProperty("id", out var id))
        {
            _open.Add(id.GetRawText());
        }
        else if (method.ValueEquals("notifications/cancelled"u8) && root.TryGetProperty("params", out var parameters)
            && parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty("requestId", out var canceled))
        {
            _open.Remove(canceled.GetRawText());
        }
    });

    /// <summary>Notes a message that went out.</summary>
    public void Sent(ReadOnlyMemory<byte> message) => Read(message, root =>
    {
        if (root.TryGetProperty("id", out var id) && !root.TryGetProperty("method", out _))
        {
            _open.Remove(id.GetRawText());
        }
    });

    /// <summary>Does <paramref name="work"/> of a request, however long it takes.</summary>
    public async ValueTask<T> WorkAsync<T>(Func<ValueTask<T>> work)
    {
        Interlocked.Increment(ref _working);
        try
        {
            return await work();
        }
        finally
        {
            Interlocked.Decrement(ref _working);
            Volatile.Write(ref _lastSeen, _time.GetTimestamp());
        }
    }

    /// <summary>Waits until every request has its answer.</summary>
    public async Task WhenAnsweredAsync(CancellationToken cancellationToken)
    {
        while (IsWaiting())
        {
            await Task.Delay(s_step, _time, cancellationToken);
        }
    }

    private bool IsWaiting()
    {
        lock (_lock)
        {
            return _open.Count > 0 && (Volatile.Read(ref _working) > 0 || _time.GetElapsedTime(Volatile.Read(ref _lastSeen)) < s_patience);
        }
    }

    private void Read(ReadOnlyMemory<byte> message, Action<JsonElement> note)
    {
        Volatile.Write(ref _lastSeen, _time.GetTimestamp());
        try
        {
            using var document = JsonDocument.Parse(message);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                lock (_lock)
                {
                    note(document.RootElement);
                }
            }
        }
        catch (JsonException)
        {
            // The server says what it thinks of it.
        }
    }
}
