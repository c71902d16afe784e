namespace AccessUndenied.Aws.Input;

/// <summary>Gzip data on its way to be unpacked, of which the last bytes are kept in mind.</summary>
internal sealed class PackedStream(Stream packed) : ForwardStream
{
    // ID1, ID2 and the one method that there is (RFC 1952, section 2.3).
    private static readonly byte[] s_memberStart = [0x1F, 0x8B, 8];

    /// <summary>The last four bytes read, the last one as the highest.</summary>
    public uint LastFour { get; private set; }

    /// <summary>How often the bytes with which a gzip member starts were read; more often than there are members where they occur by chance.</summary>
    public int MemberStarts { get; private set; }

    public override int Read(Span<byte> buffer) => Keep(buffer, packed.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await packed.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return Keep(buffer.Span, count);
    }

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
}
