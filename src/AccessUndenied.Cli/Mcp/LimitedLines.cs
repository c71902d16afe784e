using System.Buffers;
using System.Text;
using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Mcp;

/// <summary>Lines that come in, of which none is longer than the server can hold: a request that is has one in its place that is refused by its id.</summary>
internal sealed class LimitedLines : WrappedStream
{
    /// <summary>The longest line that is handed on, in bytes.</summary>
    public const int LongestLine = 16 << 20;

    private const int ChunkSize = 1 << 16;

    private readonly Func<string, string> _refusal;
    private readonly byte[] _chunk = new byte[ChunkSize];
    private readonly ArrayBufferWriter<byte> _ready = new();
    private readonly ArrayBufferWriter<byte> _line = new();
    private RequestIdScan? _tooLong;
    private int _handedOut;
    private bool _isEnded;

    /// <param name="inner">The lines.</param>
    /// <param name="refusal">Writes the request that stands for one that is too long, by its id as JSON.</param>
    public LimitedLines(Stream inner, Func<string, string> refusal)
        : base(inner)
    {
        _refusal = refusal;
    }

    public override bool CanRead => true;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_handedOut == _ready.WrittenCount)
        {
            if (_isEnded)
            {
                return 0;
            }

            _ready.ResetWrittenCount();
            _handedOut = 0;
            var count = await Inner.ReadAsync(_chunk, cancellationToken);
            if (count > 0)
            {
                Take(_chunk.AsSpan(0, count));
            }
            else
            {
                _isEnded = true;
                EndLine(isEnded: false);
            }
        }

        var given = Math.Min(buffer.Length, _ready.WrittenCount - _handedOut);
        _ready.WrittenMemory.Slice(_handedOut, given).CopyTo(buffer);
        _handedOut += given;
        return given;
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        for (var end = bytes.IndexOf((byte)'\n'); end >= 0; end = bytes.IndexOf((byte)'\n'))
        {
            Keep(bytes[..end]);
            EndLine(isEnded: true);
            bytes = bytes[(end + 1)..];
        }

        Keep(bytes);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_tooLong is null && _line.WrittenCount + bytes.Length > LongestLine)
        {
            _tooLong = new();
            _tooLong.Pass(_line.WrittenSpan);
            _line.Clear();
        }

        if (_tooLong is null)
        {
            _line.Write(bytes);
        }
        else
        {
            _tooLong.Pass(bytes);
        }
    }

    private void EndLine(bool isEnded)
    {
        if (_tooLong is null)
        {
            _ready.Write(_line.WrittenSpan);
        }
        else if (_tooLong.Id is { } id)
        {
            // What has no id is answered by nobody, however short.
            _ready.Write(Encoding.UTF8.GetBytes(_refusal(id)));
        }

        if (isEnded || _tooLong is not null)
        {
            _ready.Write("\n"u8);
        }

        _line.ResetWrittenCount();
        _tooLong = null;
    }
}
