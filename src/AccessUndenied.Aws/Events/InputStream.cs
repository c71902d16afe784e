namespace AccessUndenied.Aws.Events;

/// <summary>The bytes of a stream whose beginning was already looked at; the stream itself stays open.</summary>
internal sealed class InputStream(Stream inner, ReadSummary? counts) : Stream
{
    private byte[] _seen = [];
    private int _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Looks at the next bytes, fewer only at the end; they are read again afterwards.</summary>
    internal async ValueTask<ReadOnlyMemory<byte>> PeekAsync(int count, CancellationToken cancellationToken)
    {
        var seen = new byte[count];
        var length = await inner.ReadAtLeastAsync(seen, count, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        counts?.AddBytes(length);
        _seen = seen[..length];
        return _seen;
    }

    /// <summary>Leaves out bytes that were looked at.</summary>
    internal void Skip(int count) => _given = count;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (TryGive(buffer.Span, out var count))
        {
            return count;
        }

        count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        counts?.AddBytes(count);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (TryGive(buffer.AsSpan(offset, count), out var given))
        {
            return given;
        }

        given = inner.Read(buffer, offset, count);
        counts?.AddBytes(given);
        return given;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private bool TryGive(Span<byte> buffer, out int count)
    {
        count = Math.Min(buffer.Length, _seen.Length - _given);
        _seen.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        return count > 0 || buffer.Length == 0;
    }
}
