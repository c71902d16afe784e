namespace AccessUndenied.Cli.Mcp;

/// <summary>A stream whose lines are noted, and whose end is held back until there is nothing left to wait for.</summary>
internal sealed class ObservedStream : Stream
{
    private readonly Stream _inner;
    private readonly LineObserver _lines;
    private readonly Func<CancellationToken, Task>? _beforeEnd;

    /// <param name="inner">The stream.</param>
    /// <param name="observe">Told each line.</param>
    /// <param name="beforeEnd">Awaited before a reader is told of the end; null for nothing.</param>
    public ObservedStream(Stream inner, Action<ReadOnlyMemory<byte>> observe, Func<CancellationToken, Task>? beforeEnd = null)
    {
        _inner = inner;
        _lines = new(observe);
        _beforeEnd = beforeEnd;
    }

    public override bool CanRead => _inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => _inner.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await _inner.ReadAsync(buffer, cancellationToken);
        if (count > 0)
        {
            _lines.Pass(buffer.Span[..count]);
        }
        else if (buffer.Length > 0 && _beforeEnd is not null)
        {
            _lines.End();
            await _beforeEnd(cancellationToken);
        }

        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _inner.WriteAsync(buffer, cancellationToken);
        _lines.Pass(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => _inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => _inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
