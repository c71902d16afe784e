namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>A stream with its first bytes, which were read already, put back in front.</summary>
internal sealed class ResumedStream : Stream
{
    private readonly Stream _rest;
    private ReadOnlyMemory<byte> _start;

    public ResumedStream(ReadOnlyMemory<byte> start, Stream rest)
    {
        _start = start;
        _rest = rest;
    }

    /// <summary>The last four bytes read, the last one as the highest.</summary>
    public uint LastFour { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => Keep(buffer, _start.IsEmpty ? _rest.Read(buffer) : TakeStart(buffer));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = _start.IsEmpty ? await _rest.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) : TakeStart(buffer.Span);
        return Keep(buffer.Span, count);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Keep(ReadOnlySpan<byte> buffer, int count)
    {
        foreach (var value in buffer[Math.Max(0, count - sizeof(uint))..count])
        {
            LastFour = (LastFour >> 8) | ((uint)value << 24);
        }

        return count;
    }

    private int TakeStart(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _start.Length);
        _start.Span[..count].CopyTo(buffer);
        _start = _start[count..];
        return count;
    }
}
