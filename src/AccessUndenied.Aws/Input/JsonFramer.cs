using System.Buffers;

namespace AccessUndenied.Aws.Input;

/// <summary>Cuts the input into values, looking at nothing but strings and brackets.</summary>
/// <remarks>
/// Shape: a sequence of JSON values, however parted (JSON Lines among them). An array is opened, and so are the arrays that the known envelopes
/// hold under names such as <c>Records</c>: their elements come out one by one; every other object comes out whole.
/// Only the value that is being cut is held in memory, and no more of it than the limit.
/// Errors: damage is one broken value, which ends with its line, or with its element of an array, as far as brackets tell; cutting goes on
/// behind it. An input that ends inside of a value or a list, or cannot be read any further, is one broken value at its end.
/// </remarks>
internal sealed partial class JsonFramer : IDisposable
{
    // More than what loggers put before a line's object: times, levels, names of streams.
    private const int MostText = 4096;

    private readonly FramingRules _rules;
    private readonly int _maxBytes;

    // The arrays that are open around the current value: whether each is a member of an envelope.
    private readonly bool[] _inEnvelope;
    private int _level;

    private bool _completed;

    private FramerState _state = FramerState.BeforeValue;
    private bool _mayClose;
    private bool _anyValue;
    private bool _linesBeginWithText;

    internal JsonFramer(FramingRules rules, int bufferBytes, int maxBytes)
    {
        _rules = rules;
        _maxBytes = maxBytes;
        _inEnvelope = new bool[rules.Levels];
        _bufferBytes = Math.Max(bufferBytes, 4 * KeyWindow);
        _buffer = ArrayPool<byte>.Shared.Rent(_bufferBytes);
    }

    private enum FramerState
    {
        BeforeValue,
        AfterValue,
        InObject,
        InString,
        InScalar,

        /// <summary>In a line that is a value whatever stands in it.</summary>
        InLine,

        /// <summary>In an element of a list that is broken: looking for its end.</summary>
        InDamage,

        /// <summary>In a line of text: looking for its end.</summary>
        InText,

        /// <summary>Behind a broken line: looking for the next one that begins with an object.</summary>
        Resync,

        /// <summary>The input cannot be read any further, which is still to be told.</summary>
        BrokenOff,
        Done,
    }

    /// <summary>Whether a list was met, even if it was empty.</summary>
    internal bool SawList { get; private set; }

    /// <summary>Whether the input ended before it was whole, or could not be read to its end.</summary>
    internal bool IsCutOff { get; private set; }

    /// <summary>Whether nothing of the input was seen yet.</summary>
    internal bool IsEmpty => _bufferPosition + _length == 0;

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

    /// <summary>The bytes of a value, valid until the next call of <see cref="Space"/>; of one that is not whole, those that are held.</summary>
    internal ReadOnlySpan<byte> Bytes(in Frame frame)
    {
        var from = (int)Math.Clamp(frame.Position - _bufferPosition, 0, _length);
        return _buffer.AsSpan(from, (int)Math.Clamp(frame.Position + frame.Length - _bufferPosition - from, 0, _length - from));
    }

    /// <summary>What is held from the beginning of a value on, with what follows it.</summary>
    internal ReadOnlySpan<byte> BytesFrom(in Frame frame) => _buffer.AsSpan((int)Math.Clamp(frame.Position - _bufferPosition, 0, _length).._length);

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
                FramerState.InLine => ScanLine(out frame),
                FramerState.InDamage => ScanDamage(out frame),
                FramerState.BrokenOff => End(_fault!, out frame),
                FramerState.InText => ScanText(out frame),
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

    /// <summary>Ends the cutting because the input cannot be read any further; what is open comes out as a broken value.</summary>
    internal void BreakOff(string fault)
    {
        _fault = fault;
        _begin = IsInside ? _begin : _bufferPosition + _next;
        _state = FramerState.BrokenOff;
    }

    // Everything up to the end is one broken value.
    private FramerStep End(string fault, out Frame frame)
    {
        frame = new Frame(FrameKind.Broken, _begin, _bufferPosition + _length - _begin, LineOf(_begin), fault);
        _state = FramerState.Done;
        IsCutOff = true;
        return FramerStep.Frame;
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
        if (first == ',' && _level == 0 && _anyValue && !_rules.LinesAreValues)
        {
            // Elements copied out of an array keep their commas.
            _next++;
            return FramerStep.Continue;
        }

        if (first == ']' && _mayClose)
        {
            return CloseArray();
        }

        if (_level > 0 && first is (byte)',' or (byte)']')
        {
            Begin(FramerState.AfterValue);
            _mayClose = false;
            frame = new Frame(FrameKind.Broken, _begin, 0, _beginLine, InputMessages.NoElement(_rules.Item));
            return FramerStep.Frame;
        }

        if (_level == 0 && !SettleLineMode(first))
        {
            return FramerStep.NeedsInput;
        }

        _mayClose = false;
        _anyValue = true;
        if (_level == 0 && _lineMode == LineMode.EachAValue)
        {
            return Begin(FramerState.InLine);
        }

        switch (first)
        {
            case (byte)'[' when _level < _rules.Levels:
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
                if (_level == 0 && _rules.LinesMayBeginWithText)
                {
                    return PassText(out frame);
                }

                Begin(FramerState.InScalar);
                return Break(InputMessages.UnexpectedByte(first, _level > 0 ? $"a {_rules.Item}" : "a JSON value"), resyncAt: _next, out frame);
        }
    }

    // The object that follows in this line is the value; where none does, the line is text.
    private FramerStep PassText(out Frame frame)
    {
        frame = default;
        var line = _buffer.AsSpan(_next, Math.Min(MostText, _length - _next));
        var stop = line.IndexOfAny((byte)'{', (byte)'\n');
        if (stop < 0)
        {
            if (line.Length < MostText && !_completed)
            {
                return FramerStep.NeedsInput;
            }

            stop = line.Length;
        }
        else if (line[stop] == '{')
        {
            _linesBeginWithText = true;
            _next += stop;
            return FramerStep.Continue;
        }

        Begin(FramerState.InText);
        frame = new Frame(FrameKind.Text, _begin, stop, _beginLine, InputMessages.UnexpectedByte(line[0], "a JSON value"));
        _next += stop;
        return FramerStep.Frame;
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
            case (byte)'{':
                // A comma is missing; what follows can be read all the same.
                Begin(FramerState.BeforeValue);
                frame = new Frame(FrameKind.Broken, _begin, 0, _beginLine, InputMessages.NoComma(_rules.Item));
                return FramerStep.Frame;
            default:
                Begin(FramerState.InScalar);
                return Break(InputMessages.UnexpectedByte(_buffer[_next], $"',' or ']' after a {_rules.Item}"), resyncAt: _next, out frame);
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
        if (_state is FramerState.Resync or FramerState.InText || (_state == FramerState.BeforeValue && _level == 0))
        {
            _state = FramerState.Done;
            frame = default;
            return false;
        }

        var fault = _state switch
        {
            FramerState.BeforeValue or FramerState.AfterValue => InputMessages.ListIsOpen(_rules.Item),
            FramerState.InDamage => _fault!,
            _ => InputMessages.EndsInside(_rules.Item),
        };
        if (_state == FramerState.InLine)
        {
            _next = _length;
            EndValue(out frame);
            return true;
        }

        _begin = IsInside ? _begin : _bufferPosition + _next;
        return End(fault, out frame) == FramerStep.Frame;
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
