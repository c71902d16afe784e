using System.IO.Hashing;
using AccessUndenied.Aws.Input;

namespace AccessUndenied.Formats;

/// <summary>What is unpacked, whose errors all say the same, whichever library unpacks; opened when it is first read.</summary>
/// <param name="open">Opens it.</param>
/// <param name="form">How it is packed.</param>
/// <param name="checksum">The CRC 32 that it must have; null where it has none.</param>
internal sealed class UnpackedStream(Func<Stream> open, string form, uint? checksum = null) : ForwardStream
{
    private readonly Crc32 _crc = new();
    private Stream? _text;
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        try
        {
            _text ??= open();
            return Checked(buffer, _text.Read(buffer));
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            throw Damaged(exception);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            _text ??= open();
            var count = await _text.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            return Checked(buffer.Span, count);
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            throw Damaged(exception);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _text?.Dispose();
        }

        base.Dispose(disposing);
    }

    // The libraries throw what they like for damaged data; running out of memory or being cancelled is something else.
    private static bool IsDamage(Exception exception) => exception is not (OutOfMemoryException or OperationCanceledException or UnreadableException);

    private UnreadableException Damaged(Exception exception) => new(FormatMessages.Damaged(form, exception.Message), exception);

    private int Checked(ReadOnlySpan<byte> buffer, int count)
    {
        if (checksum is null)
        {
            return count;
        }

        _crc.Append(buffer[..count]);
        if (count == 0 && buffer.Length > 0 && !_ended)
        {
            _ended = true;
            return _crc.GetCurrentHashAsUInt32() == checksum ? 0 : throw new UnreadableException(FormatMessages.Checksum(form), null);
        }

        return count;
    }

    private sealed class UnreadableException(string message, Exception? inner) : IOException(message, inner);
}
