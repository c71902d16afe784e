using System.Buffers;

namespace AccessUndenied.Aws.Events;

/// <summary>Cuts the input into values that may be records, looking at nothing but strings and brackets.</summary>
/// <remarks>
/// Shape: a sequence of JSON values, however parted (JSON Lines among them). An array, and the arrays that the known envelopes hold under
/// names such as <c>Records</c>, are opened and their elements come out one by one; every other object comes out whole.
/// Only the value that is being cut is held in memory, and no more of it than the limit.
/// Errors: a line of JSON Lines that is broken is one broken frame, and cutting goes on at the next line. Elsewhere nobody
/// can tell where the next value begins, so the rest of the input is one broken frame.
/// </remarks>
internal sealed partial class RecordFramer : IDisposable
{
    private const int MaxLevels = 16;

    private readonly int _maxRecordBytes;

    // The arrays that are open around the current value: whether each is a member of an envelope.
    private readonly bool[] _inEnvelope = new bool[MaxLevels];
    private int _level;

    private bool _completed;

    private State _state = State.BeforeValue;
    private bool _mayClose;
    private bool _anyValue;

    internal RecordFramer(int bufferBytes, int maxRecordBytes)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(bufferBytes, 4 * KeyWindow));
        _maxRecordBytes = maxRecordBytes;
    }

    private enum State
    {
        BeforeValue,
        AfterValue,
        InObject,
        InString,
        InScalar,
        Resync,
        Done,
    }

    /// <summary>Whether an array of records was met, even if it was empty.</summary>
    internal bool SawList { get; private set; }

    /// <summary>Whether nothing more will come, whatever the input still holds.</summary>
    internal bool Ended => _state == State.Done;

    /// <summary>Where the next bytes of the input belong; what was taken from it is told to <see cref="Fill"/>.</summary>
    internal Memory<byte> Space()
    {
        MakeRoom();
        return _buffer.AsMemory(_length);
    }

    /// <summary>Takes note of bytes written to <see cref="Space"/>; none of them is the input's end.</summary>
    internal void Fill(int count)
    {
        _length += count;
        _completed = count == 0;
    }

    /// <summary>The bytes of a whole value, valid until the next call of <see cref="Space"/>.</summary>
    internal ReadOnlySpan<byte> Bytes(in Frame frame) => _buffer.AsSpan((int)(frame.Position - _bufferPosition), (int)frame.Length);

    /// <summary>Whether what is held of a broken value has the look of a record.</summary>
    internal bool ShowsRecord(in Frame frame)
    {
        var from = (int)Math.Max(0, frame.Position - _bufferPosition);
        var held = _buffer.AsSpan(from, Math.Max(0, _length - from));
        return held.IndexOf("eventVersion"u8) >= 0 || held.IndexOf("userIdentity"u8) >= 0 || held.IndexOf("eventSource"u8) >= 0 || held.IndexOf("eventID"u8) >= 0;
    }

    /// <summary>Cuts the next value; false when more input is needed, or there is none.</summary>
    internal bool TryRead(out Frame frame)
    {
        while (true)
        {
            var step = _state switch
            {
                State.BeforeValue => BeginValue(out frame),
                State.AfterValue => LeaveValue(out frame),
                State.InObject => ScanObject(out frame),
                State.InString => ScanString(out frame),
                State.InScalar => ScanScalar(out frame),
                State.Resync => Resync(out frame),
                _ => Stop(out frame),
            };
            switch (step)
            {
                case Step.Frame:
                    return true;
                case Step.NeedsInput when !_completed:
                    return false;
                case Step.NeedsInput:
                    return Finish(out frame);
                case Step.Stop:
                    return false;
                default:
                    continue;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }

    /// <summary>Ends the cutting because the input cannot be read any further; true when a value or an array was open.</summary>
    internal bool Break(string fault, out Frame frame)
    {
        var begin = _state is State.InObject or State.InString or State.InScalar ? _begin : _bufferPosition + _next;
        frame = new Frame(FrameKind.Broken, begin, _bufferPosition + _length - begin, LineOf(begin), fault);
        _state = State.Done;
        return true;
    }

    private Step BeginValue(out Frame frame)
    {
        frame = default;
        SkipBlanks();
        if (_next == _length)
        {
            return Step.NeedsInput;
        }

        var first = _buffer[_next];
        if (first == ',' && _level == 0 && _anyValue)
        {
            // Elements copied out of an array keep their commas.
            _next++;
            return Step.Continue;
        }

        if (first == ']' && _mayClose)
        {
            return CloseArray();
        }

        SettleLineMode();
        _mayClose = false;
        _anyValue = true;
        switch (first)
        {
            case (byte)'[' when _level < MaxLevels:
                OpenArray(inEnvelope: false);
                _next++;
                return Step.Continue;
            case (byte)'{' or (byte)'[':
                return Begin(State.InObject);
            case (byte)'"':
                _string = default;
                Begin(State.InString);
                _next++;
                return Step.Continue;
            case (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'t' or (byte)'f' or (byte)'n' when _level > 0:
                return Begin(State.InScalar);
            default:
                Begin(State.InScalar);
                return Break(EventMessages.UnexpectedByte(first, _level > 0 ? "a record" : "a JSON value"), resyncAt: _next, out frame);
        }
    }

    private Step LeaveValue(out Frame frame)
    {
        frame = default;
        if (_level == 0)
        {
            _state = State.BeforeValue;
            return Step.Continue;
        }

        SkipBlanks();
        if (_next == _length)
        {
            return Step.NeedsInput;
        }

        switch (_buffer[_next])
        {
            case (byte)',':
                _next++;
                _state = State.BeforeValue;
                return Step.Continue;
            case (byte)']':
                return CloseArray();
            default:
                Begin(State.InScalar);
                return Break(EventMessages.UnexpectedByte(_buffer[_next], "',' or ']' after a record"), resyncAt: _next, out frame);
        }
    }

    private Step Stop(out Frame frame)
    {
        frame = default;
        return Step.Stop;
    }

    // The end of the input: fine between values, a loss anywhere else.
    private bool Finish(out Frame frame)
    {
        if (_state == State.Resync || (_state == State.BeforeValue && _level == 0))
        {
            _state = State.Done;
            frame = default;
            return false;
        }

        return Break(_level > 0 && _state is State.BeforeValue or State.AfterValue ? EventMessages.ListIsOpen : EventMessages.EndsInside, out frame);
    }

    private void OpenArray(bool inEnvelope)
    {
        _inEnvelope[_level++] = inEnvelope;
        _state = State.BeforeValue;
        _mayClose = true;
        SawList = true;
    }

    private Step CloseArray()
    {
        _next++;
        _mayClose = false;
        _level--;
        if (_inEnvelope[_level])
        {
            ResumeEnvelope();
        }
        else
        {
            _state = State.AfterValue;
        }

        return Step.Continue;
    }

    private void SkipBlanks()
    {
        while (_next < _length && _buffer[_next] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _lineEndSeen |= _buffer[_next] == '\n';
            _next++;
        }
    }

    private enum Step
    {
        Continue,
        Frame,
        NeedsInput,
        Stop,
    }
}
