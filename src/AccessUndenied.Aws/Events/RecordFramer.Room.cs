using System.Buffers;

namespace AccessUndenied.Aws.Events;

/// <content>The window over the input.</content>
internal sealed partial class RecordFramer
{
    // More than the longest name of a list, its quotes, and the blanks and the colon behind it.
    private const int KeyWindow = 64;

    private byte[] _buffer;
    private int _length;
    private int _next;
    private long _bufferPosition;

    // The lines that end before this place of the buffer are in _line already.
    private int _counted;
    private long _line = 1;

    private void MakeRoom()
    {
        if (_state == FramerState.InObject || _state == FramerState.InString || _state == FramerState.InScalar)
        {
            if (_keeps && _bufferPosition + _length - _begin > _maxRecordBytes)
            {
                _keeps = false;
                _oversized = true;
            }

            // The name of a list that opens next must still be seen when its value is not kept.
            Drop(_keeps ? (int)(_begin - _bufferPosition) : Math.Max(0, _next - KeyWindow));
        }
        else
        {
            Drop(_next);
        }

        if (_length == _buffer.Length)
        {
            Grow();
        }
    }

    private void Drop(int count)
    {
        if (count == 0)
        {
            return;
        }

        CountLines(count);
        _counted -= count;
        _buffer.AsSpan(count, _length - count).CopyTo(_buffer);
        _bufferPosition += count;
        _length -= count;
        _next -= count;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
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
