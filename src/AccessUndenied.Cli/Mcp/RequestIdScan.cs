using System.Text;

namespace AccessUndenied.Cli.Mcp;

/// <summary>Finds the id of a request that is too long to be held: the member <c>id</c> of the outermost object, wherever it stands.</summary>
internal sealed class RequestIdScan
{
    private const int LongestId = 256;

    private readonly List<byte> _text = [];
    private int _depth;
    private bool _isInText;
    private bool _isEscaped;
    private bool _isValue;
    private string _name = "";

    /// <summary>The id as JSON, a text or a number; null where there was none.</summary>
    public string? Id { get; private set; }

    /// <summary>Looks at the next bytes of the request.</summary>
    public void Pass(ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            if (_isInText)
            {
                PassInText(one);
            }
            else
            {
                PassOutside(one);
            }
        }
    }

    private void PassInText(byte one)
    {
        Keep(one);
        _isInText = _isEscaped || one != '"';
        _isEscaped = !_isEscaped && one == '\\';
        if (!_isInText && _depth == 1 && !_isValue)
        {
            _name = Taken();
        }
    }

    private void PassOutside(byte one)
    {
        switch (one)
        {
            case (byte)'"':
                _isInText = true;
                Keep(one);
                break;
            case (byte)':' when _depth == 1:
                _isValue = true;
                _text.Clear();
                break;
            case (byte)'{' or (byte)'[':
                _depth++;
                _text.Clear();
                break;
            case (byte)',' or (byte)'}' or (byte)']':
                EndValue();
                _depth -= one == ',' ? 0 : 1;
                break;
            case (byte)' ' or (byte)'\t' or (byte)'\r':
                break;
            default:
                Keep(one);
                break;
        }
    }

    private void EndValue()
    {
        if (_depth == 1 && _isValue)
        {
            var value = Taken();
            if (_name == "\"id\"" && value.Length <= LongestId && value is (['"', .., '"'] or ['-' or (>= '0' and <= '9'), ..]))
            {
                Id = value;
            }

            _isValue = false;
        }
    }

    // One more than the longest tells that it was longer.
    private void Keep(byte one)
    {
        if (_depth == 1 && _text.Count <= LongestId)
        {
            _text.Add(one);
        }
    }

    private string Taken()
    {
        var text = Encoding.UTF8.GetString([.. _text]);
        _text.Clear();
        return text;
    }
}
