using System.Buffers;

namespace AccessUndenied.Cli.Mcp;

/// <summary>Hands on each whole line of what passes by.</summary>
internal sealed class LineObserver
{
    // Longer ones pass by unseen; no message that is answered is longer.
    private const int LongestLine = LimitedLines.LongestLine;

    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Action<ReadOnlyMemory<byte>> _observe;
    private bool _isTooLong;

    public LineObserver(Action<ReadOnlyMemory<byte>> observe) => _observe = observe;

    public void Pass(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf((byte)'\n') is >= 0 and var end)
        {
            Keep(bytes[..end]);
            if (!_isTooLong)
            {
                _observe(_line.WrittenMemory);
            }

            _line.ResetWrittenCount();
            _isTooLong = false;
            bytes = bytes[(end + 1)..];
        }

        Keep(bytes);
    }

    /// <summary>The last line, which nothing ends.</summary>
    public void End()
    {
        if (_line.WrittenCount > 0)
        {
            Pass("\n"u8);
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        _isTooLong |= _line.WrittenCount + bytes.Length > LongestLine;
        if (!_isTooLong)
        {
            _line.Write(bytes);
        }
    }
}
