using System.Buffers.Binary;

namespace AccessUndenied.Formats;

/// <summary>How long the directory of a zip is; it is held in memory as a whole, so this is asked before.</summary>
/// <remarks>Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.14 to 4.3.16.</remarks>
internal static class ZipDirectory
{
    /// <summary>The length above which a zip is not read: room for about a million files.</summary>
    internal const long MostBytes = 128 * 1024 * 1024;

    private const int EndBytes = 22;
    private const int MostComment = 65535;
    private const int LocatorBytes = 20;
    private const int LongEndBytes = 56;

    internal static long LengthIn(Stream file)
    {
        var tail = Tail(file, EndBytes + MostComment + LocatorBytes);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tail.Length - end < EndBytes)
        {
            return 0;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 12));
        return length == uint.MaxValue && end >= LocatorBytes ? LongLength(file, tail.AsSpan(end - LocatorBytes)) : length;
    }

    private static long LongLength(Stream file, ReadOnlySpan<byte> locator)
    {
        var at = BinaryPrimitives.ReadUInt64LittleEndian(locator[8..]);
        if (!locator.StartsWith("PK\u0006\u0007"u8) || at > (ulong)file.Length)
        {
            return 0;
        }

        file.Position = (long)at;
        var end = new byte[LongEndBytes];
        return file.ReadAtLeast(end, LongEndBytes, throwOnEndOfStream: false) < LongEndBytes
            ? 0
            : (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(end.AsSpan(40)), long.MaxValue);
    }

    private static byte[] Tail(Stream file, int most)
    {
        var tail = new byte[Math.Min(file.Length, most)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        return tail;
    }
}
