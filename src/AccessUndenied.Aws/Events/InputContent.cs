using AccessUndenied.Aws.Input;

namespace AccessUndenied.Aws.Events;

/// <summary>Finds the text in an input by looking at its first bytes, whatever the input's name is.</summary>
internal static class InputContent
{
    private const int PeekBytes = 4;

    // Delivery pipelines compress what was compressed already; deeper than that is an attack or an accident.
    private const int MostGzips = 2;

    /// <summary>Opens the text: unpacked, and without a byte order mark.</summary>
    /// <exception cref="CloudTrailFormatException">The input is empty, or of a format that cannot be read.</exception>
    internal static async ValueTask<Stream> OpenAsync(Stream stream, string source, ReadSummary summary, CancellationToken cancellationToken)
    {
        var input = new InputStream(stream, summary);
        for (var gzips = 0; ; gzips++)
        {
            var first = await input.PeekAsync(PeekBytes, cancellationToken).ConfigureAwait(false);
            if (!IsGzip(first.Span))
            {
                Check(first.Span, source);
                input.Skip(first.Span.StartsWith("\uFEFF"u8) ? 3 : 0);
                return input;
            }

            if (gzips == MostGzips)
            {
                throw new CloudTrailFormatException(source, EventMessages.NestedGzip, null);
            }

            input = new InputStream(new WholeGzipStream(new(ReadOnlyMemory<byte>.Empty, input)), null);
        }
    }

    private static bool IsGzip(ReadOnlySpan<byte> first) => first is [0x1F, 0x8B, ..];

    private static void Check(ReadOnlySpan<byte> first, string source)
    {
        var reason = first switch
        {
            [] => EventMessages.Empty,
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, _, ..] or [_, 0, ..] => EventMessages.Utf16,
            [(byte)'P', (byte)'K', 3, 4] => EventMessages.Zip,
            [(byte)'P', (byte)'A', (byte)'R', (byte)'1'] => EventMessages.Parquet,
            _ => null,
        };
        if (reason is not null)
        {
            throw new CloudTrailFormatException(source, reason, null);
        }
    }
}
