using System.Numerics;

namespace AccessUndenied.Aws.Input;

/// <content>Finding the end of one value.</content>
internal sealed partial class JsonFramer
{
    private StringState _string;
    private long _begin;
    private long _beginLine;
    private bool _keeps;
    private bool _oversized;
    private string? _fault;
    private int _depth;

    // The kinds of the innermost 64 brackets, the innermost lowest: set for an array.
    private ulong _arrays;
    private bool _tooDeepToTell;

    private LineMode _lineMode;
    private bool _lineEndSeen;
    private bool _lineEndInside;

    private enum LineMode
    {
        Unknown,
        OneLineSoFar,
        Lines,

        /// <summary>Each line is a value, whatever stands in it.</summary>
        EachAValue,
        Free,
    }

    private bool IsInside => _state is FramerState.InObject or FramerState.InString or FramerState.InScalar or FramerState.InLine or FramerState.InDamage;

    private FramerStep Begin(FramerState state)
    {
        _begin = _bufferPosition + _next;
        CountLines(_next);
        _beginLine = _line;
        _keeps = true;
        _oversized = false;
        _depth = 0;
        _arrays = 0;
        _tooDeepToTell = false;
        _string = default;
        _lineEndInside = false;
        _state = state;
        return FramerStep.Continue;
    }

    // Back behind the array of an envelope: what follows is walked over, and not kept.
    private void ResumeEnvelope()
    {
        Begin(FramerState.InObject);
        _keeps = false;
        _depth = 1;
        _lineEndInside = true;
    }

    private FramerStep ScanObject(out Frame frame)
    {
        frame = default;
        Span<byte> padded = stackalloc byte[StructureMasks.BlockSize];
        var watchesLines = _level == 0;
        while (_next < _length)
        {
            var masks = StructureMasks.Of(_buffer.AsSpan(_next, _length - _next), padded, out var count);
            var state = _string;
            var inside = masks.InStrings(ref state, count);
            var marks = (masks.Opens | masks.Closes) & ~inside;
            if (watchesLines)
            {
                marks |= masks.LineEnds;
            }

            for (; marks != 0; marks &= marks - 1)
            {
                var offset = BitOperations.TrailingZeroCount(marks);
                var at = _next + offset;
                switch (_buffer[at])
                {
                    case (byte)'{':
                        Open(isArray: false);
                        break;
                    case (byte)'[':
                        Open(isArray: true);
                        if (_depth == 2 && _level < _rules.Levels && IsList(at))
                        {
                            _next = at + 1;
                            OpenArray(inEnvelope: true);
                            return FramerStep.Continue;
                        }

                        break;
                    case (byte)'\n':
                        _lineEndInside = true;
                        var inString = ((inside >> offset) & 1) != 0;
                        if (!inString && _lineMode != LineMode.Lines && at + 1 == _length && !_completed)
                        {
                            // Whether the line goes on with a record is for the next byte to say.
                            _next = at;
                            _string = default;
                            return FramerStep.NeedsInput;
                        }

                        if (EndsLineEarly(at, inString))
                        {
                            return Break(InputMessages.LineEndsInside(_rules.Item), resyncAt: at, out frame);
                        }

                        break;
                    default:
                        if (!Close(isArray: _buffer[at] == ']'))
                        {
                            return Break(InputMessages.WrongBracket(_buffer[at], _rules.Item), resyncAt: _level > 0 ? at + 1 : at, out frame);
                        }

                        if (_depth == 0)
                        {
                            _next = at + 1;
                            return EndValue(out frame);
                        }

                        break;
                }
            }

            _string = state;
            _next += count;
        }

        return FramerStep.NeedsInput;
    }

    private FramerStep ScanString(out Frame frame)
    {
        frame = default;
        while (_next < _length)
        {
            if (_string.Escaped)
            {
                _string = default;
                _next++;
                continue;
            }

            var stop = _buffer.AsSpan(_next, _length - _next).IndexOfAny((byte)'"', (byte)'\\', (byte)'\n');
            if (stop < 0)
            {
                _next = _length;
                break;
            }

            _next += stop + 1;
            switch (_buffer[_next - 1])
            {
                case (byte)'"':
                    return EndValue(out frame);
                case (byte)'\\':
                    _string = new StringState(InString: true, Escaped: true);
                    break;
                case (byte)'\n' when _level == 0:
                    return Break(InputMessages.LineEndsInside(_rules.Item), resyncAt: _next - 1, out frame);
                default:
                    break;
            }
        }

        return FramerStep.NeedsInput;
    }

    private FramerStep ScanScalar(out Frame frame)
    {
        frame = default;
        var end = _buffer.AsSpan(_next, _length - _next).IndexOfAny(",] \r\n\t"u8);
        _next = end < 0 ? _length : _next + end;
        return end < 0 ? FramerStep.NeedsInput : EndValue(out frame);
    }

    private FramerStep ScanLine(out Frame frame)
    {
        frame = default;
        var end = _buffer.AsSpan(_next, _length - _next).IndexOf((byte)'\n');
        _next = end < 0 ? _length : _next + end;
        return end < 0 ? FramerStep.NeedsInput : EndValue(out frame);
    }

    private FramerStep ScanText(out Frame frame)
    {
        frame = default;
        var end = _buffer.AsSpan(_next, _length - _next).IndexOf((byte)'\n');
        _next = end < 0 ? _length : _next + end;
        _state = end < 0 ? FramerState.InText : FramerState.BeforeValue;
        return end < 0 ? FramerStep.NeedsInput : FramerStep.Continue;
    }

    // After a broken line: the next one, where each line is a value, else the next one that begins with an object.
    private FramerStep Resync(out Frame frame)
    {
        frame = default;
        while (_next < _length)
        {
            var lineEnd = _buffer.AsSpan(_next, _length - _next).IndexOf((byte)'\n');
            _next = lineEnd < 0 ? _length : _next + lineEnd;
            if (lineEnd >= 0 && _next + 1 == _length)
            {
                return FramerStep.NeedsInput;
            }

            if (lineEnd >= 0)
            {
                _next++;
                if (MayBeginValue(_buffer[_next]))
                {
                    _state = FramerState.BeforeValue;
                    return FramerStep.Continue;
                }
            }
        }

        return FramerStep.NeedsInput;
    }

    // Lines of a log begin with times, levels and names; those inside of a value that goes over lines do not.
    private bool MayBeginValue(byte first) =>
        first == '{' || _lineMode == LineMode.Lines || (_rules.LinesMayBeginWithText && char.IsAsciiLetterOrDigit((char)first));

    private FramerStep EndValue(out Frame frame)
    {
        var length = _bufferPosition + _next - _begin;
        var kind = _oversized || length > _maxBytes ? FrameKind.Oversized : FrameKind.Value;
        frame = new Frame(kind, _begin, length, _beginLine, null);
        var isEnvelope = !_keeps && !_oversized;
        if (_level == 0 && !isEnvelope)
        {
            _lineMode = _lineMode switch
            {
                LineMode.Unknown => _lineEndInside ? LineMode.Free : LineMode.OneLineSoFar,
                var settled => settled,
            };
        }

        _lineEndSeen = false;
        _state = FramerState.AfterValue;
        return isEnvelope ? FramerStep.Continue : FramerStep.Frame;
    }

    // What is broken ends where its line does, or where its element of a list seems to.
    private FramerStep Break(string fault, int resyncAt, out Frame frame)
    {
        _next = resyncAt;
        if (_level == 0)
        {
            frame = new Frame(FrameKind.Broken, _begin, _bufferPosition + resyncAt - _begin, _beginLine, fault);
            _state = FramerState.Resync;
            return FramerStep.Frame;
        }

        frame = default;
        _fault = fault;
        _string = default;
        _depth = Math.Max(0, _depth);
        _state = FramerState.InDamage;
        return FramerStep.Continue;
    }

    private FramerStep ScanDamage(out Frame frame)
    {
        frame = default;
        for (; _next < _length; _next++)
        {
            var current = _buffer[_next];
            if (_string.InString)
            {
                _string = new StringState(_string.Escaped || current != '"', !_string.Escaped && current == '\\');
                continue;
            }

            switch (current)
            {
                case (byte)'"':
                    _string = new StringState(InString: true, Escaped: false);
                    break;
                case (byte)'{' when _depth == 0 && _next > 0 && _buffer[_next - 1] == '\n':
                    // A line that begins with an object: the damage was of the lines before.
                    frame = new Frame(FrameKind.Broken, _begin, _bufferPosition + _next - _begin, _beginLine, _fault);
                    _state = FramerState.BeforeValue;
                    return FramerStep.Frame;
                case (byte)'{' or (byte)'[':
                    _depth++;
                    break;
                case (byte)',' or (byte)']' when _depth == 0:
                    frame = new Frame(FrameKind.Broken, _begin, _bufferPosition + _next - _begin, _beginLine, _fault);
                    _state = FramerState.AfterValue;
                    return FramerStep.Frame;
                case (byte)'}' or (byte)']':
                    _depth = Math.Max(0, _depth - 1);
                    break;
            }
        }

        return FramerStep.NeedsInput;
    }

    // Whether the first byte of a value outside of all lists tells how lines are to be taken; false when more must be seen.
    private bool SettleLineMode(byte first)
    {
        if (_lineMode == LineMode.OneLineSoFar)
        {
            _lineMode = _lineEndSeen ? LineMode.Lines : LineMode.Free;
        }
        else if (_lineMode == LineMode.Unknown && _rules.LinesAreValues && first != '[')
        {
            // A line that is nothing but a brace begins an object that goes on below.
            var seen = _buffer.AsSpan(_next, Math.Min(KeyWindow, _length - _next));
            var next = seen[1..].IndexOfAnyExcept(" \t\r"u8) + 1;
            if (first == '{' && next == 0 && seen.Length < KeyWindow && !_completed)
            {
                return false;
            }

            _lineMode = first == '{' && next > 0 && seen[next] == '\n' ? LineMode.Free : LineMode.EachAValue;
        }

        return true;
    }

    // A line end inside a string is never legal. Outside of one it is where each line is a value, and also where an object
    // begins on the next line though none may stand there.
    private bool EndsLineEarly(int at, bool inString)
    {
        if (inString || _lineMode == LineMode.Lines)
        {
            return true;
        }

        if (at + 1 == _length || (_buffer[at + 1] != '{' && !(_linesBeginWithText && MayBeginValue(_buffer[at + 1]))))
        {
            return false;
        }

        var kept = _buffer.AsSpan(0, at).TrimEnd(" \r\n\t"u8);
        return kept.Length > 0 && kept[^1] switch
        {
            (byte)':' or (byte)'[' => false,
            (byte)',' => (_arrays & 1) == 0,
            _ => true,
        };
    }

    private void Open(bool isArray)
    {
        _depth++;
        _tooDeepToTell |= _depth > 64;
        _arrays = (_arrays << 1) | (isArray ? 1UL : 0);
    }

    private bool Close(bool isArray)
    {
        // Behind an envelope's list the kinds start anew, and the outermost is the envelope: an object.
        var matches = _tooDeepToTell || ((_arrays & 1) != 0) == isArray;
        _arrays >>= 1;
        _depth--;
        return matches;
    }

    // Whether the array that opens at this place is a list of records: told by its name, which stands before it.
    private bool IsList(int at)
    {
        var before = _buffer.AsSpan(0, at).TrimEnd(" \r\n\t"u8);
        if (before.Length == 0 || before[^1] != ':')
        {
            return false;
        }

        before = before[..^1].TrimEnd(" \r\n\t"u8);
        foreach (var name in _rules.ListNames)
        {
            if (before.EndsWith(name))
            {
                return true;
            }
        }

        return false;
    }
}
