namespace AccessUndenied.Aws.Input;

/// <summary>The text of an input: unpacked, and without a byte order mark; told by its first bytes, whatever its name is.</summary>
/// <param name="Text">The text.</param>
/// <param name="Unreadable">Why there is no text that can be read; null when there is.</param>
/// <param name="Unpacking">What unpacks it; whoever reads it closes that, so that the memory outside of the heap is free for the next one.</param>
/// <param name="IsClaimed">Whether it is of a form that somebody else reads.</param>
internal readonly record struct InputContent(Stream Text, string? Unreadable, Stream? Unpacking, bool IsClaimed = false)
{
    private const int MostLine = 4096;

    private const int PeekBytes = 4;

    // Delivery pipelines compress what was compressed already; deeper than that is an attack or an accident.
    private const int MostGzips = 2;

    /// <summary>Opens <paramref name="input"/>, which stays open itself.</summary>
    /// <param name="input">What is read.</param>
    /// <param name="taken">Told how many bytes were taken from it each time; null when nobody counts.</param>
    /// <param name="claims">Whether somebody else reads what begins so and is not JSON; null when nobody does.</param>
    /// <param name="bound">Watches what comes out of gzip; null where nobody does.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">What is packed cannot be unpacked.</exception>
    internal static async ValueTask<InputContent> OpenAsync(
        Stream input, Action<int>? taken, Predicate<ReadOnlyMemory<byte>>? claims, Func<Stream, Stream>? bound, CancellationToken cancellationToken)
    {
        var text = new PeekedStream(input, taken);
        GzipText? unpacking = null;
        for (var gzips = 0; ; gzips++)
        {
            var first = await text.PeekAsync(PeekBytes, cancellationToken).ConfigureAwait(false);
            if (!GzipText.IsGzip(first.Span))
            {
                var mark = first.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
                text.Skip(mark);
                var isClaimed = claims is not null && !BeginsAsJson(first.Span[mark..])
                    && claims(await text.PeekLineAsync(MostLine, cancellationToken).ConfigureAwait(false));
                return new(text, isClaimed ? null : WhyUnreadable(first.Span), unpacking, isClaimed);
            }

            if (gzips == MostGzips)
            {
                return new(text, InputMessages.NestedGzip, unpacking);
            }

            unpacking = new(text, unpacking);
            text = new(bound?.Invoke(unpacking) ?? unpacking, null);
        }
    }

    private static bool BeginsAsJson(ReadOnlySpan<byte> first) => first.TrimStart(" \t\r\n"u8) is [] or [(byte)'{' or (byte)'[', ..];

    private static string? WhyUnreadable(ReadOnlySpan<byte> first) => first switch
    {
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, _, ..] or [_, 0, ..] => InputMessages.Utf16,
        [(byte)'P', (byte)'K', 3, 4] => InputMessages.Zip,
        [(byte)'P', (byte)'A', (byte)'R', (byte)'1'] => InputMessages.Parquet,
        _ => null,
    };
}
