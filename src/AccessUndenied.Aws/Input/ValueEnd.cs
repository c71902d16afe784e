using System.Numerics;

namespace AccessUndenied.Aws.Input;

/// <summary>Finds where a JSON object or array ends by its brackets and strings alone; whoever reads it finds what else is wrong.</summary>
internal static class ValueEnd
{
    /// <summary>The index of the bracket that closes the one before <paramref name="from"/>; -1 when <paramref name="json"/> ends before.</summary>
    public static int Find(ReadOnlySpan<byte> json, int from)
    {
        Span<byte> padded = stackalloc byte[StructureMasks.BlockSize];
        var state = default(StringState);
        var depth = 1;
        for (var at = from; at < json.Length; at += StructureMasks.BlockSize)
        {
            var masks = StructureMasks.Of(json[at..], padded, out var count);
            var inside = masks.InStrings(ref state, count);
            var opens = masks.Opens & ~inside;
            var closes = masks.Closes & ~inside;
            var closing = BitOperations.PopCount(closes);
            if (closing < depth)
            {
                depth += BitOperations.PopCount(opens) - closing;
                continue;
            }

            for (var marks = opens | closes; marks != 0; marks &= marks - 1)
            {
                var offset = BitOperations.TrailingZeroCount(marks);
                depth += ((opens >> offset) & 1) != 0 ? 1 : -1;
                if (depth == 0)
                {
                    return at + offset;
                }
            }
        }

        return -1;
    }
}
