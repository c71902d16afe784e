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

    private FramerState _state = FramerState.BeforeValue;
    private bool _mayClose;
    private bool _anyValue;

    internal RecordFramer(int bufferBytes, int maxRecordBytes)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(bufferBytes, 4 * KeyWindow));
        _maxRecordBytes = maxRecordBytes;
    }

    private enum FramerState
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
    internal bool Ended => _state == FramerState.Done;

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
                FramerState.BeforeValue => BeginValue(out frame),
                FramerState.AfterValue => LeaveValue(out frame),
                FramerState.InObject => ScanObject(out frame),
                FramerState.InString => ScanString(out frame),
                FramerState.InScalar => ScanScalar(out frame),
                FramerState.Resync => Resync(out frame),
                _ => Stop(out frame),
            };
            switch (step)
            {
                case FramerStep.Frame:
                    return true;
                case FramerStep.NeedsInput when !_completed:
                    return false;
                case FramerStep.NeedsInput:
                    return Finish(out frame);
                case FramerStep.Stop:
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
        var begin = _state is FramerState.InObject or FramerState.InString or FramerState.InScalar ? _begin : _bufferPosition + _next;
        frame = new Frame(FrameKind.Broken, begin, _bufferPosition + _length - begin, LineOf(begin), fault);
        _state = FramerState.Done;
        return true;
    }

    private FramerStep BeginValue(out Frame frame)
    {
        frame = default;
        SkipBlanks();
        if (_next == _length)
        {
            return FramerStep.NeedsInput;
        }

        var first = _buffer[_next];
        if (first == ',' && _level == 0 && _anyValue)
        {
            // Elements copied out of an array keep their commas.
            _next++;
            return FramerStep.Continue;
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
                return FramerStep.Continue;
            case (byte)'{' or (byte)'[':
                return Begin(FramerState.InObject);
            case (byte)'"':
                _string = default;
                Begin(FramerState.InString);
                _next++;
                return FramerStep.Continue;
            case (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'t' or (byte)'f' or (byte)'n' when _level > 0:
                return Begin(FramerState.InScalar);
            default:
                Begin(FramerState.InScalar);
                return Break(EventMessages.UnexpectedByte(first, _level > 0 ? "a record" : "a JSON value"), resyncAt: _next, out frame);
        }
    }

    private FramerStep LeaveValue(out Frame frame)
    {
        frame = default;
        if (_level == 0)
        {
            _state = FramerState.BeforeValue;
            return FramerStep.Continue;
        }

        SkipBlanks();
        if (_next == _length)
        {
            return FramerStep.NeedsInput;
        }

        switch (_buffer[_next])
        {
            case (byte)',':
                _next++;
                _state = FramerState.BeforeValue;
                return FramerStep.Continue;
            case (byte)']':
                return CloseArray();
            default:
                Begin(FramerState.InScalar);
                return Break(EventMessages.UnexpectedByte(_buffer[_next], "',' or ']' after a record"), resyncAt: _next, out frame);
        }
    }

    private FramerStep Stop(out Frame frame)
    {
        frame = default;
        return FramerStep.Stop;
    }

    // The end of the input: fine between values, a loss anywhere else.
    private bool Finish(out Frame frame)
    {
        if (_state == FramerState.Resync || (_state == FramerState.BeforeValue && _level == 0))
        {
            _state = FramerState.Done;
            frame = default;
            return false;
        }

        return Break(_level > 0 && _state is FramerState.BeforeValue or FramerState.AfterValue ? EventMessages.ListIsOpen : EventMessages.EndsInside, out frame);
    }

    private void OpenArray(bool inEnvelope)
    {
        _inEnvelope[_level++] = inEnvelope;
        _state = FramerState.BeforeValue;
        _mayClose = true;
        SawList = true;
    }

    private FramerStep CloseArray()
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
            _state = FramerState.AfterValue;
        }

        return FramerStep.Continue;
    }

    private void SkipBlanks()
    {
        while (_next < _length && _buffer[_next] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _lineEndSeen |= _buffer[_next] == '\n';
            _next++;
        }
    }

    private enum FramerStep
    {
        Continue,
        Frame,
        NeedsInput,
        Stop,
    }
}
