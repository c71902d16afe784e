namespace AccessUndenied.Aws.Tests.Events;

/// <summary>A long stream that is not held in memory: a head, one byte many times, and a tail.</summary>
internal sealed class RepeatingStream(byte[] head, byte repeated, long count, byte[] tail) : Stream
{
    private long _position;

    public bool FailsAtTheEnd { get; init; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => head.Length + count + tail.Length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_position == Length && FailsAtTheEnd)
        {
            throw new IOException("the disk is gone");
        }

        int taken;
        if (_position < head.Length)
        {
            taken = Math.Min(buffer.Length, head.Length - (int)_position);
            head.AsSpan((int)_position, taken).CopyTo(buffer);
        }
        else if (_position < head.Length + count)
        {
            taken = (int)Math.Min(buffer.Length, head.Length + count - _position);
            buffer[..taken].Fill(repeated);
        }
        else
        {
            var from = (int)(_position - head.Length - count);
            taken = Math.Min(buffer.Length, tail.Length - from);
            tail.AsSpan(from, taken).CopyTo(buffer);
        }

        _position += taken;
        return taken;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
