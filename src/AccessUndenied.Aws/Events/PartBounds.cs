using AccessUndenied.Aws.Input;

namespace AccessUndenied.Aws.Events;

/// <summary>How much is unpacked of one input, its archives in archives counted together, and what of it is too much.</summary>
/// <param name="options">The bounds.</param>
/// <param name="packed">How many bytes of the input itself were read.</param>
internal sealed class PartBounds(CloudTrailReaderOptions options, Func<long> packed)
{
    // A tar in a zip in a backup of backups; what goes deeper is an attack or an accident.
    internal const int MostDepth = 4;

    private long _unpacked;
    private int _parts;

    /// <summary>Why no more is read; null while more is.</summary>
    internal string? Stopped { get; private set; }

    /// <summary>Counts a part that is about to be read.</summary>
    internal bool TryBegin()
    {
        _parts++;
        if (_parts > options.MaxParts)
        {
            Stopped ??= EventMessages.TooManyParts(options.MaxParts);
        }

        return Stopped is null;
    }

    /// <summary>The bytes of a part, as far as the bounds allow.</summary>
    internal Stream Bound(Stream content) => new BoundStream(content, this);

    private int Take(int count)
    {
        _unpacked += count;
        if (_unpacked > options.MaxUnpackedBytes)
        {
            Stopped ??= EventMessages.UnpacksTo(options.MaxUnpackedBytes);
        }
        else if (_unpacked > options.LeastRatioBytes && _unpacked / Math.Max(1, packed()) > options.MaxUnpackedRatio)
        {
            Stopped ??= EventMessages.UnpacksTimes(options.MaxUnpackedRatio);
        }

        return Stopped is null ? count : throw new IOException(Stopped);
    }

    private sealed class BoundStream(Stream content, PartBounds bounds) : ForwardStream
    {
        public override int Read(Span<byte> buffer) => bounds.Take(content.Read(buffer));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            bounds.Take(await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));
    }
}
