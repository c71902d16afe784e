using System.IO.Compression;

namespace AccessUndenied.Aws.Input;

/// <summary>Unpacks gzip data, and notices when its end is missing, which <see cref="GZipStream"/> takes for a regular one.</summary>
/// <remarks>
/// The last four bytes of a gzip member tell how long its text is. A stream of one member has just that text; one of several cannot have
/// less text than its last member. Zeros behind the last member, with which some programs fill blocks, end no stream early.
/// Source: RFC 1952, section 2.3.1, ISIZE.
/// </remarks>
internal sealed class GzipText : ForwardStream
{
    private readonly GzipText? _outer;
    private readonly PackedStream _packed;
    private readonly GZipStream _text;
    private long _length;

    /// <param name="packed">The data, which stays open.</param>
    /// <param name="outer">What unpacks the data, and is closed with this; null where nothing does.</param>
    public GzipText(Stream packed, GzipText? outer = null)
    {
        _outer = outer;
        _packed = new(packed);
        _text = new(_packed, CompressionMode.Decompress);
    }

    /// <summary>Whether data with these first bytes is gzip.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> first) => first is [0x1F, 0x8B, ..];

    public override int Read(Span<byte> buffer) => Checked(_text.Read(buffer), buffer.Length);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Checked(await _text.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), buffer.Length);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _text.Dispose();
            _outer?.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Checked(int count, int asked)
    {
        _length += count;
        return count > 0 || asked == 0 || IsWhole() ? count : throw new InvalidDataException(InputMessages.NoTrailer);
    }

    private bool IsWhole() => _packed.LastFour == 0
        || (_packed.MemberStarts > 1 ? _length > uint.MaxValue || _packed.LastFour <= _length : _packed.LastFour == (uint)_length);
}
