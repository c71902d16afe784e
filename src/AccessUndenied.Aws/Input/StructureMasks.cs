using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AccessUndenied.Aws.Input;

/// <summary>Where the quotes, backslashes, brackets and line ends of 64 bytes of JSON are: one bit a byte, the lowest first.</summary>
/// <remarks>
/// The first stage of a two-stage JSON scan: with it a value's end is found at a fraction of the cost of reading its tokens.
/// Source: G. Langdale and D. Lemire, "Parsing Gigabytes of JSON per Second", The VLDB Journal 28 (2019), section 3.1.
/// </remarks>
internal readonly struct StructureMasks
{
    internal const int BlockSize = 64;

    private const ulong OddBits = 0xAAAA_AAAA_AAAA_AAAA;

    private readonly ulong _quotes;
    private readonly ulong _backslashes;

    private StructureMasks(ulong quotes, ulong backslashes, ulong opens, ulong closes, ulong lineEnds)
    {
        _quotes = quotes;
        _backslashes = backslashes;
        Opens = opens;
        Closes = closes;
        LineEnds = lineEnds;
    }

    /// <summary>All of <c>{</c> and <c>[</c>, those inside strings included.</summary>
    internal ulong Opens { get; }

    /// <summary>All of <c>}</c> and <c>]</c>, those inside strings included.</summary>
    internal ulong Closes { get; }

    /// <summary>All line feeds, those inside strings included.</summary>
    internal ulong LineEnds { get; }

    /// <summary>The masks of the first bytes of a text.</summary>
    /// <param name="text">The text, of at least one byte.</param>
    /// <param name="padded">Room for one block, used where the text is shorter than that.</param>
    /// <param name="count">How many bytes of the text they cover.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static StructureMasks Of(ReadOnlySpan<byte> text, Span<byte> padded, out int count)
    {
        if (text.Length >= BlockSize)
        {
            count = BlockSize;
            return Of(in MemoryMarshal.GetReference(text));
        }

        count = text.Length;
        padded.Fill((byte)' ');
        text.CopyTo(padded);
        return Of(in MemoryMarshal.GetReference(padded));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static StructureMasks Of(ref readonly byte block)
    {
        var low = Vector256.LoadUnsafe(in block);
        var high = Vector256.LoadUnsafe(in block, 32);
        return new StructureMasks(
            Where(low, high, (byte)'"'),
            Where(low, high, (byte)'\\'),
            // '[' and ']' differ from '{' and '}' in one bit alone.
            Where(low | Vector256.Create((byte)0x20), high | Vector256.Create((byte)0x20), (byte)'{'),
            Where(low | Vector256.Create((byte)0x20), high | Vector256.Create((byte)0x20), (byte)'}'),
            Where(low, high, (byte)'\n'));
    }

    /// <summary>The bytes inside strings: the opening quote counts, the closing one does not.</summary>
    /// <param name="state">Whether the block begins inside a string, and behind a backslash; set to the same for the byte at <paramref name="length"/>.</param>
    /// <param name="length">How many bytes of the block count, from 1 to 64.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong InStrings(ref StringState state, int length)
    {
        var escaped = Escaped(state.Escaped, out var escaping);
        var inside = PrefixXor(_quotes & ~escaped) ^ (state.InString ? ulong.MaxValue : 0);
        var last = length - 1;
        var lastIsInside = ((inside >> last) & 1) != 0;
        state = new StringState(lastIsInside, ((escaping >> last) & 1) != 0);
        return inside;
    }

    // Runs of backslashes are told apart by whether they begin at an odd or an even place: adding the run's start to the
    // run carries over its end, and the carry lands on an escaped byte when the run's length is odd.
    private ulong Escaped(bool firstIsEscaped, out ulong escaping)
    {
        var first = firstIsEscaped ? 1UL : 0;
        if (_backslashes == 0)
        {
            escaping = 0;
            return first;
        }

        var candidates = _backslashes & ~first;
        var next = candidates << 1;
        var ends = ((next | OddBits) - candidates) ^ OddBits;
        escaping = ends & _backslashes;
        return ends ^ (_backslashes | first);
    }

    private static ulong PrefixXor(ulong bits)
    {
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Where(Vector256<byte> low, Vector256<byte> high, byte value) =>
        Vector256.Equals(low, Vector256.Create(value)).ExtractMostSignificantBits()
        | ((ulong)Vector256.Equals(high, Vector256.Create(value)).ExtractMostSignificantBits() << 32);
}
