namespace AccessUndenied.Aws.Input;

/// <summary>The bytes of a stream whose beginning was already looked at; the stream itself stays open.</summary>
/// <param name="inner">What is read.</param>
/// <param name="taken">Told how many bytes were taken from it each time; null when nobody counts.</param>
internal sealed class PeekedStream(Stream inner, Action<int>? taken) : ForwardStream
{
    private byte[] _seen = [];
    private int _given;

    /// <summary>Looks at the next bytes, fewer only at the end; they are read again afterwards.</summary>
    internal async ValueTask<ReadOnlyMemory<byte>> PeekAsync(int count, CancellationToken cancellationToken)
    {
        var seen = new byte[count];
        var length = await inner.ReadAtLeastAsync(seen, count, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        taken?.Invoke(length);
        _seen = seen[..length];
        return _seen;
    }

    /// <summary>Looks at the rest of the line whose beginning was looked at, as far as <paramref name="most"/> bytes; what comes slowly is waited for no longer.</summary>
    internal async ValueTask<ReadOnlyMemory<byte>> PeekLineAsync(int most, CancellationToken cancellationToken)
    {
        var seen = new byte[most];
        var length = _seen.AsSpan(_given).TryCopyTo(seen) ? _seen.Length - _given : 0;
        var count = length;
        while (count > 0 && length < most && !seen.AsSpan(0, length).Contains((byte)'\n'))
        {
            count = await inner.ReadAsync(seen.AsMemory(length), cancellationToken).ConfigureAwait(false);
            taken?.Invoke(count);
            length += count;
        }

        (_seen, _given) = (seen[..length], 0);
        return _seen;
    }

    /// <summary>Leaves out bytes that were looked at.</summary>
    internal void Skip(int count) => _given = count;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (TryGive(buffer.Span, out var count))
        {
            return count;
        }

        count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        taken?.Invoke(count);
        return count;
    }

    public override int Read(Span<byte> buffer)
    {
        if (TryGive(buffer, out var count))
        {
            return count;
        }

        count = inner.Read(buffer);
        taken?.Invoke(count);
        return count;
    }

    private bool TryGive(Span<byte> buffer, out int count)
    {
        count = Math.Min(buffer.Length, _seen.Length - _given);
        _seen.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        return count > 0 || buffer.Length == 0;
    }
}
