using System.Runtime.CompilerServices;
using AccessUndenied.Aws.Events;

namespace AccessUndenied.Formats;

/// <summary>Reads archives (zip, tar) and what is packed with zstd or bzip2; a file in one is read like an input of its own, archives in archives included.</summary>
/// <remarks>
/// Shape: told by the first bytes, whatever the name. A tar that is gzipped is one, too. Links, devices and folders in an archive are passed over.
/// Units: nothing is written, but a zip that cannot be read from behind is kept in a temporary file while it is read.
/// Errors: a file that is encrypted or cannot be unpacked gives a text with <c>Problem</c>. How much is unpacked is bounded by the reader.
/// </remarks>
public sealed class ArchiveFormat : IEventFormat
{
    private const int StartBytes = 512;

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> start, string name) => Packing.Of(start) is not null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<EventText> ReadAsync(EventInput input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var packed = input.Content;
        var first = await input.PeekAsync(StartBytes, cancellationToken).ConfigureAwait(false);
        var packing = Packing.Of(first.Span);
        if (packing is null or { Open: null, Entries: null })
        {
            yield return new(default, 1, problem: FormatMessages.Unreadable(packing?.Name ?? "unknown"));
            yield break;
        }

        if (packing.Open is { } open)
        {
            using var text = new UnpackedStream(() => open(packed), packing.Name);
            yield return new(default, 1) { Content = text };
            yield break;
        }

        await foreach (var entry in packing.Entries!(packed, cancellationToken).ConfigureAwait(false))
        {
            yield return entry;
        }
    }
}
