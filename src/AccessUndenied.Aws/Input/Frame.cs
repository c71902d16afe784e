namespace AccessUndenied.Aws.Input;

/// <summary>What <see cref="JsonFramer"/> found.</summary>
internal enum FrameKind
{
    /// <summary>A whole value: brackets balance, the rest is for its reader to judge.</summary>
    Value,

    /// <summary>A value above the size limit; its bytes are gone.</summary>
    Oversized,

    /// <summary>A line, or the rest of one, that is no JSON and stands outside of all values.</summary>
    Text,

    /// <summary>Something that ends before it is whole, or is no JSON.</summary>
    Broken,
}

/// <summary>One value cut out of the input.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="Position">Where it begins, in bytes of the unpacked input, counted from 0.</param>
/// <param name="Length">Its length in bytes; of a broken one, as far as it was read.</param>
/// <param name="Line">The line on which it begins, counted from 1.</param>
/// <param name="Fault">Why it is broken; null for the other kinds.</param>
internal readonly record struct Frame(FrameKind Kind, long Position, long Length, long Line, string? Fault);
