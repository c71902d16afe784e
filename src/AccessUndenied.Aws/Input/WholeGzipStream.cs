using System.IO.Compression;

namespace AccessUndenied.Aws.Input;

/// <summary>Unpacks gzip data, and notices when its end is missing, which <see cref="GZipStream"/> takes for a regular one.</summary>
/// <remarks>
/// The last four bytes of a gzip member tell how long its text is. A stream of one member has just that text; one of several cannot have
/// less text than its last member. Zeros behind the last member, with which some programs fill blocks, end no stream early.
/// Source: RFC 1952, section 2.3.1, ISIZE.
/// </remarks>
internal sealed class WholeGzipStream : Stream
{
    private readonly ResumedStream _packed;
    private readonly GZipStream _text;
    private long _length;

    public WholeGzipStream(ResumedStream packed)
    {
        _packed = packed;
        _text = new(packed, CompressionMode.Decompress);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Checked(_text.Read(buffer, offset, count), count);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Checked(await _text.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), buffer.Length);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _text.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Checked(int count, int asked)
    {
        _length += count;
        return count > 0 || asked == 0 || IsWhole() ? count : throw new InvalidDataException(Messages.GzipEndsEarly);
    }

    private bool IsWhole() => _packed.LastFour == 0
        || (_packed.MemberStarts > 1 ? _length > uint.MaxValue || _packed.LastFour <= _length : _packed.LastFour == (uint)_length);
}
