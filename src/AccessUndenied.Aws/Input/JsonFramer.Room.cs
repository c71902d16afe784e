using System.Buffers;

namespace AccessUndenied.Aws.Input;

/// <content>The window over the input.</content>
internal sealed partial class JsonFramer
{
    // More than the longest name of a list, its quotes, and the blanks and the colon behind it.
    private const int KeyWindow = 64;

    private readonly int _bufferBytes;
    private byte[] _buffer;
    private int _length;
    private int _next;
    private long _bufferPosition;

    // The lines that end before this place of the buffer are in _line already.
    private int _counted;
    private long _line = 1;

    /// <summary>Hands the buffer over, with the values that were cut from it; cutting goes on in another one.</summary>
    /// <param name="position">The place of its first byte in the input.</param>
    /// <returns>A buffer of the shared pool, which the caller gives back.</returns>
    internal byte[] Detach(out long position)
    {
        position = _bufferPosition;
        var taken = _buffer;
        var kept = _length - Needless();
        MoveTo(ArrayPool<byte>.Shared.Rent(Math.Max(_bufferBytes, kept * 2)), _length - kept);
        return taken;
    }

    private void MakeRoom()
    {
        if (IsInside && _keeps && _bufferPosition + _length - _begin > _maxBytes)
        {
            _keeps = false;
            _oversized = true;
        }

        MoveTo(_buffer, Needless());
        if (_length == _buffer.Length)
        {
            var full = _buffer;
            MoveTo(ArrayPool<byte>.Shared.Rent(full.Length * 2), 0);
            ArrayPool<byte>.Shared.Return(full);
        }
    }

    // How many bytes at the beginning of the buffer nobody needs any more. The name of a list that opens next must still be seen when its
    // value is not kept.
    private int Needless() => !IsInside ? _next : _keeps ? (int)(_begin - _bufferPosition) : Math.Max(0, _next - KeyWindow);

    private void MoveTo(byte[] buffer, int dropped)
    {
        if (dropped == 0 && buffer == _buffer)
        {
            return;
        }

        CountLines(dropped);
        _counted -= dropped;
        _buffer.AsSpan(dropped, _length - dropped).CopyTo(buffer);
        _buffer = buffer;
        _bufferPosition += dropped;
        _length -= dropped;
        _next -= dropped;
    }

    private void CountLines(int end)
    {
        if (end > _counted)
        {
            _line += _buffer.AsSpan(_counted, end - _counted).Count((byte)'\n');
            _counted = end;
        }
    }

    private long LineOf(long position)
    {
        var at = (int)(position - _bufferPosition);
        if (at < _counted)
        {
            return _beginLine;
        }

        CountLines(at);
        return _line;
    }
}
