using System.Buffers;
using AccessUndenied.Aws.Clients;
using AccessUndenied.Aws.Input;

namespace AccessUndenied.Aws.Fetching.Buckets;

/// <summary>The bytes of an object, part by part; while one is read, the next ones are on their way.</summary>
/// <param name="bucket">The bucket.</param>
/// <param name="key">The object.</param>
/// <param name="cancellationToken">Ends what is under way.</param>
internal sealed class ObjectStream(TrailBucket bucket, ListedKey key, CancellationToken cancellationToken) : ForwardStream
{
    /// <summary>How long a part is; a log file of a trail is one.</summary>
    internal const int PartBytes = 4 << 20;

    private const int PartsAtOnce = 3;

    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly Queue<Task<(byte[] Bytes, int Count)>> _parts = new();
    private long _asked;
    private byte[] _part = [];
    private int _count;
    private int _given;

    /// <summary>Reads the first part.</summary>
    /// <exception cref="AwsCallException">It cannot be read.</exception>
    public Task BeginAsync() => MoveOnAsync();

    /// <summary>Begins with what is there of the first part.</summary>
    /// <param name="part">The bytes, which are given back to the pool.</param>
    /// <param name="count">How many they are.</param>
    public void BeginWith(byte[] part, int count)
    {
        (_part, _count, _asked) = (part, count, count);
        AskForMore();
    }

    public override int Read(Span<byte> buffer)
    {
        var own = new byte[buffer.Length];
        var count = ReadAsync(own, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        own.AsSpan(0, count).CopyTo(buffer);
        return count;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_given == _count)
        {
            try
            {
                await MoveOnAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (AwsCallException exception)
            {
                throw new IOException(exception.Message, exception);
            }
        }

        var count = Math.Min(buffer.Length, _count - _given);
        _part.AsMemory(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_stop.IsCancellationRequested)
        {
            _stop.Cancel();
            _stop.Dispose();
            GiveBack();
            while (_parts.TryDequeue(out var part))
            {
                _ = part.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }
        }

        base.Dispose(disposing);
    }

    private async Task MoveOnAsync()
    {
        GiveBack();
        AskForMore();
        if (_parts.TryDequeue(out var next))
        {
            (_part, _count) = await next.ConfigureAwait(false);
        }
    }

    private void AskForMore()
    {
        while (_parts.Count < PartsAtOnce && _asked < key.Length)
        {
            var length = (int)Math.Min(PartBytes, key.Length - _asked);
            _parts.Enqueue(FetchAsync(_asked, length, _stop.Token));
            _asked += length;
        }
    }

    private async Task<(byte[] Bytes, int Count)> FetchAsync(long start, int length, CancellationToken ended)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        return (bytes, await bucket.ReadAsync(key, start, bytes.AsMemory(0, length), ended).ConfigureAwait(false));
    }

    private void GiveBack()
    {
        if (_part.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_part);
        }

        (_part, _count, _given) = ([], 0, 0);
    }
}
