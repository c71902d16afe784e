using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>Finds where a JSON value ends by its brackets and strings alone, 64 bytes at a time; the text may come in pieces.</summary>
/// <remarks>
/// What is found is not yet valid JSON: whoever reads the value checks that.
/// Source: G. Langdale and D. Lemire, "Parsing Gigabytes of JSON per Second", The VLDB Journal 28 (2019), section 3.1.
/// </remarks>
internal struct JsonScanner
{
    private const int ChunkLength = 64;
    private const ulong EvenBits = 0x5555_5555_5555_5555;

    // All bits are set inside of a string.
    private ulong _inString;

    // 1 where the next byte follows a backslash that escapes it.
    private ulong _escaped;
    private int _depth;

    /// <summary>Whether every string and every bracket so far is closed.</summary>
    public readonly bool IsBalanced => _inString == 0 && _depth == 0;

    /// <summary>
    /// The index of the bracket that closes what was open at the start, or of the first comma outside of all brackets; -1 when
    /// <paramref name="json"/> ends before, and the next piece goes on from there.
    /// </summary>
    /// <param name="json">The text.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="stopAtComma">Whether commas count.</param>
    public int Find(ReadOnlySpan<byte> json, int from, bool stopAtComma)
    {
        var at = from;
        for (; json.Length - at >= ChunkLength; at += ChunkLength)
        {
            var found = FindInChunk(json.Slice(at, ChunkLength), stopAtComma);
            if (found >= 0)
            {
                return at + found;
            }
        }

        for (; at < json.Length; at++)
        {
            if (IsEnd(json[at], stopAtComma))
            {
                return at;
            }
        }

        return -1;
    }

    private int FindInChunk(ReadOnlySpan<byte> chunk, bool stopAtComma)
    {
        ref var start = ref MemoryMarshal.GetReference(chunk);
        var low = Vector256.LoadUnsafe(ref start);
        var high = Vector256.LoadUnsafe(ref start, (nuint)Vector256<byte>.Count);
        var quotes = Mask(low, high, (byte)'"') & ~Escaped(Mask(low, high, (byte)'\\'));
        var strings = PrefixXor(quotes) ^ _inString;
        _inString = (ulong)((long)strings >> 63);

        // One bit tells [ from { and ] from }, and nothing else falls together with them.
        var caseBit = Vector256.Create((byte)0x20);
        var opens = Mask(low | caseBit, high | caseBit, (byte)'{') & ~strings;
        var closes = Mask(low | caseBit, high | caseBit, (byte)'}') & ~strings;
        var commas = stopAtComma ? Mask(low, high, (byte)',') & ~strings : 0;
        var closing = BitOperations.PopCount(closes);
        if (closing < _depth || (closing == _depth && commas == 0))
        {
            _depth += BitOperations.PopCount(opens) - closing;
            return -1;
        }

        return Walk(opens, closes, commas);
    }

    private int Walk(ulong opens, ulong closes, ulong commas)
    {
        for (var all = opens | closes | commas; all != 0; all &= all - 1)
        {
            var bit = all & (~all + 1);
            if ((opens & bit) != 0)
            {
                _depth++;
            }
            else if (_depth == 0)
            {
                // What follows starts afresh, outside of any string.
                (_inString, _escaped) = (0, 0);
                return BitOperations.TrailingZeroCount(bit);
            }
            else if ((closes & bit) != 0)
            {
                _depth--;
            }
        }

        return -1;
    }

    private bool IsEnd(byte current, bool stopAtComma)
    {
        if (_escaped != 0)
        {
            _escaped = 0;
            return false;
        }

        switch (current)
        {
            case (byte)'\\':
                _escaped = 1;
                return false;
            case (byte)'"':
                _inString = ~_inString;
                return false;
            case (byte)'{' or (byte)'[' when _inString == 0:
                _depth++;
                return false;
            case (byte)'}' or (byte)']' when _inString == 0:
                _depth--;
                if (_depth < 0)
                {
                    _depth = 0;
                    return true;
                }

                return false;
            default:
                return current == (byte)',' && stopAtComma && _inString == 0 && _depth == 0;
        }
    }

    // The bytes that follow an odd number of backslashes.
    private ulong Escaped(ulong backslashes)
    {
        if ((backslashes | _escaped) == 0)
        {
            return 0;
        }

        backslashes &= ~_escaped;
        var follows = (backslashes << 1) | _escaped;
        var oddStarts = backslashes & ~EvenBits & ~follows;
        var fromEven = unchecked(oddStarts + backslashes);
        _escaped = fromEven < oddStarts ? 1UL : 0;
        return (EvenBits ^ (fromEven << 1)) & follows;
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

    private static ulong Mask(Vector256<byte> low, Vector256<byte> high, byte value)
    {
        var wanted = Vector256.Create(value);
        return Vector256.Equals(low, wanted).ExtractMostSignificantBits()
            | ((ulong)Vector256.Equals(high, wanted).ExtractMostSignificantBits() << 32);
    }
}
