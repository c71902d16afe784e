using AccessUndenied.Aws.Events;
using SharpCompress.Compressors;
using SharpCompress.Compressors.BZip2;
using ZstdSharp;

namespace AccessUndenied.Formats;

/// <summary>A way to pack files, told by its first bytes.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Open">Unpacks the one text in it; null where there are files.</param>
/// <param name="Entries">Reads the files in it; null where there is one text. Where both are null, it is known by name alone.</param>
internal sealed record Packing(string Name, Func<Stream, Stream>? Open = null, Func<Stream, CancellationToken, IAsyncEnumerable<EventText>>? Entries = null)
{
    private const int TarMagicAt = 257;

    // Enough for every level that tools use by default, "--long" with 27 bits included.
    private const int MostZstdWindowBits = 27;

    private static readonly Packing s_zip = new("zip", Entries: ZipEntries.ReadAsync);
    private static readonly Packing s_tar = new("tar", Entries: TarEntries.ReadAsync);
    private static readonly Packing s_zstd = new("zstd", OpenZstd);
    private static readonly Packing s_bzip2 = new("bzip2", packed => BZip2Stream.Create(packed, CompressionMode.Decompress, decompressConcatenated: true, leaveOpen: true));
    private static readonly Packing s_sevenZip = new("7z");
    private static readonly Packing s_xz = new("xz");
    private static readonly Packing s_rar = new("RAR");
    private static readonly Packing s_lz4 = new("LZ4");
    private static readonly Packing s_snappy = new("Snappy");
    private static readonly Packing s_avro = new("Avro");
    private static readonly Packing s_orc = new("ORC");

    /// <summary>How data with these first bytes is packed; null where that is not known.</summary>
    internal static Packing? Of(ReadOnlySpan<byte> start) => start switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] => s_zip,
        [0x28, 0xB5, 0x2F, 0xFD, ..] => s_zstd,
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..] => s_bzip2,
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x17, 0x72, 0x45, 0x38, 0x50, 0x90, ..] => s_bzip2,
        [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, ..] => s_sevenZip,
        [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, ..] => s_xz,
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', 0x1A, ..] => s_rar,
        [0x04, 0x22, 0x4D, 0x18, ..] => s_lz4,
        [0xFF, 0x06, 0, 0, (byte)'s', (byte)'N', (byte)'a', (byte)'P', ..] => s_snappy,
        [(byte)'O', (byte)'b', (byte)'j', 1, ..] => s_avro,
        [(byte)'O', (byte)'R', (byte)'C', < 0x20, ..] => s_orc,
        _ => start.Length > TarMagicAt + 5 && start[TarMagicAt..].StartsWith("ustar"u8) ? s_tar : null,
    };

    private static DecompressionStream OpenZstd(Stream packed)
    {
        var text = new DecompressionStream(packed, leaveOpen: true);
        text.SetParameter(ZstdSharp.Unsafe.ZSTD_dParameter.ZSTD_d_windowLogMax, MostZstdWindowBits);
        return text;
    }
}
