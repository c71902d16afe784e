namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>The shapes that a file of requests has.</summary>
internal sealed partial class RequestSplitter
{
    private enum Shape
    {
        Undecided,
        Lines,
        Array,
        AfterArray,

        /// <summary>Nothing more is of interest.</summary>
        Over,

        /// <summary>Objects that each span several lines: looking for the next one.</summary>
        BetweenObjects,
        InObject,

        /// <summary>The rest of a line that is no object, though objects came before.</summary>
        BetweenObjectsAfterText,
    }

    private void Split()
    {
        var before = Shape.Undecided;
        do
        {
            before = _shape;
            switch (_shape)
            {
                case Shape.Undecided:
                    Decide();
                    break;
                case Shape.Lines:
                    SplitLines();
                    break;
                case Shape.Array:
                    SplitArray();
                    break;
                case Shape.BetweenObjects or Shape.InObject:
                    SplitObjects();
                    break;
                case Shape.BetweenObjectsAfterText:
                    SplitText();
                    break;
                case Shape.AfterArray:
                    PassBlanks();
                    if (_start < _filled)
                    {
                        Add(_start, _start, Messages.TextAfterArray);
                        _shape = Shape.Over;
                    }

                    break;
                case Shape.Over:
                    _start = _scanned = _filled;
                    break;
            }
        }
        while (_shape != before);
    }

    private void Decide()
    {
        if (_start == 0 && _filled < 3 && !_ended)
        {
            return;
        }

        if (_buffer.AsSpan(0, _filled).StartsWith("\uFEFF"u8))
        {
            _start = _scanned = 3;
        }

        PassBlanks();
        if (_start == _filled)
        {
            return;
        }

        if (_buffer[_start] == (byte)'[')
        {
            _shape = Shape.Array;
            _scanned = ++_start;
        }
        else if (_buffer[_start] != (byte)'{')
        {
            _shape = Shape.Lines;
        }
        else
        {
            DecideBetweenLinesAndObjects();
        }
    }

    // A line that is nothing but a brace begins an object that goes on below; in JSON Lines it would be a request on its own.
    private void DecideBetweenLinesAndObjects()
    {
        var next = _start + 1;
        while (next < _filled && _buffer[next] is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            next++;
        }

        if (next < _filled || _ended)
        {
            _shape = next < _filled && _buffer[next] == (byte)'\n' ? Shape.BetweenObjects : Shape.Lines;
        }
    }

    private void SplitLines()
    {
        while (true)
        {
            var length = _buffer.AsSpan(_scanned, _filled - _scanned).IndexOf((byte)'\n');
            if (length < 0)
            {
                _scanned = _filled;
                return;
            }

            Add(_start, _scanned + length);
            _start = _scanned = _scanned + length + 1;
        }
    }

    private void SplitArray()
    {
        while (true)
        {
            var at = _scanner.Find(_buffer.AsSpan(0, _filled), _scanned, stopAtComma: true);
            if (at < 0)
            {
                _scanned = _filled;
                return;
            }

            _scanned = at + 1;
            if (_buffer[at] == (byte)'}')
            {
                // A bracket too many, which makes its element unreadable; the next comma ends it.
                continue;
            }

            var isLast = _buffer[at] == (byte)']';
            AddElement(at, mayBeMissing: isLast && _isFirst);
            _isFirst = false;
            _start = _scanned;
            if (isLast)
            {
                _shape = Shape.AfterArray;
                return;
            }
        }
    }

    private void AddElement(int end, bool mayBeMissing)
    {
        var isBlank = !_isTooLong && _buffer.AsSpan(_start, end - _start).IndexOfAnyExcept(" \t\r\n"u8) < 0;
        Add(_start, end, isBlank && !mayBeMissing ? Messages.EmptyElement : null);
    }

    private void SplitObjects()
    {
        while (true)
        {
            if (_shape == Shape.BetweenObjects)
            {
                PassBlanks();
                if (_start == _filled)
                {
                    return;
                }

                if (_buffer[_start] != (byte)'{')
                {
                    // The rest of the line is one request that cannot be read.
                    _shape = Shape.BetweenObjectsAfterText;
                    return;
                }

                _shape = Shape.InObject;
                _scanned = _start + 1;
            }

            var at = _scanner.Find(_buffer.AsSpan(0, _filled), _scanned, stopAtComma: false);
            _scanned = at < 0 ? _filled : at + 1;
            if (at < 0)
            {
                return;
            }

            Add(_start, _scanned);
            _start = _scanned;
            _shape = Shape.BetweenObjects;
        }
    }

    private void SplitText()
    {
        var length = _buffer.AsSpan(_scanned, _filled - _scanned).IndexOf((byte)'\n');
        if (length < 0)
        {
            _scanned = _filled;
            return;
        }

        Add(_start, _scanned + length);
        _start = _scanned = _scanned + length + 1;
        _shape = Shape.BetweenObjects;
    }

    // What is left at the end of the input.
    private void Finish()
    {
        if (_shape == Shape.Array)
        {
            if (_scanner.IsBalanced && !_isTooLong)
            {
                Add(_start, _filled);
                _start = _filled;
            }

            Add(_start, _filled, Messages.ArrayDoesNotEnd);
        }
        else if (_start < _filled || _isTooLong)
        {
            Add(_start, _filled);
        }

        _start = _filled;
    }

    private void PassBlanks()
    {
        while (_start < _filled && IsBlank(_buffer[_start]))
        {
            _start++;
        }

        _scanned = _start;
    }
}
