namespace AccessUndenied.Aws.Input;

/// <summary>A stream with its first bytes, which were read already, put back in front.</summary>
internal sealed class ResumedStream : Stream
{
    // ID1, ID2 and the one method that there is (RFC 1952, section 2.3).
    private static readonly byte[] s_memberStart = [0x1F, 0x8B, 8];

    private readonly Stream _rest;
    private ReadOnlyMemory<byte> _start;

    public ResumedStream(ReadOnlyMemory<byte> start, Stream rest)
    {
        _start = start;
        _rest = rest;
    }

    /// <summary>The last four bytes read, the last one as the highest.</summary>
    public uint LastFour { get; private set; }

    /// <summary>How often the bytes with which a gzip member starts were read; more often than there are members where they occur by chance.</summary>
    public int MemberStarts { get; private set; }

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
        CountStarts(buffer[..count]);
        foreach (var value in buffer[Math.Max(0, count - sizeof(uint))..count])
        {
            LastFour = (LastFour >> 8) | ((uint)value << 24);
        }

        return count;
    }

    private void CountStarts(ReadOnlySpan<byte> read)
    {
        // A start that the last piece began: its bytes are still among the last four.
        for (var known = 1; known < s_memberStart.Length && read.Length >= s_memberStart.Length - known; known++)
        {
            if (EndsWith(s_memberStart.AsSpan(0, known)) && read.StartsWith(s_memberStart.AsSpan(known)))
            {
                MemberStarts++;
            }
        }

        for (var at = read.IndexOf(s_memberStart); at >= 0; at = read.IndexOf(s_memberStart))
        {
            MemberStarts++;
            read = read[(at + s_memberStart.Length)..];
        }
    }

    private bool EndsWith(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if ((byte)(LastFour >> (24 - (8 * i))) != bytes[^(i + 1)])
            {
                return false;
            }
        }

        return true;
    }

    private int TakeStart(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _start.Length);
        _start.Span[..count].CopyTo(buffer);
        _start = _start[count..];
        return count;
    }
}
