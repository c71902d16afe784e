using System.Buffers;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>Cuts a stream into requests, a block at a time: lines, the elements of one array, or objects that span lines.</summary>
/// <remarks>
/// Which of these it is, the first characters tell. Memory is bounded by the block's size and by the longest request that is accepted;
/// a longer one is passed over and gives an error in its place.
/// </remarks>
internal sealed partial class RequestSplitter : IDisposable
{
    private readonly Stream _input;
    private readonly int _blockBytes;
    private readonly int _maxRequestBytes;
    private List<RequestSpan> _requests = [];
    private byte[] _buffer;
    private JsonScanner _scanner;
    private Shape _shape;
    private int _filled;
    private int _start;
    private int _scanned;
    private bool _isFirst = true;
    private bool _isTooLong;
    private bool _ended;

    public RequestSplitter(Stream input, int blockBytes, int maxRequestBytes)
    {
        _input = input;
        _blockBytes = blockBytes;
        _maxRequestBytes = maxRequestBytes;
        _buffer = ArrayPool<byte>.Shared.Rent(blockBytes);
    }

    /// <summary>The next requests; null at the end.</summary>
    public async ValueTask<RequestBlock?> ReadAsync(CancellationToken cancellationToken)
    {
        while (!_ended)
        {
            MakeRoom();
            var count = await _input.ReadAsync(_buffer.AsMemory(_filled), cancellationToken).ConfigureAwait(false);
            _ended = count == 0;
            _filled += count;
            Split();
            if (_ended)
            {
                Finish();
            }

            if (_requests.Count > 0)
            {
                return TakeBlock();
            }
        }

        return null;
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }

    // The unfinished request at the end moves to a buffer of its own.
    private RequestBlock TakeBlock()
    {
        var block = new RequestBlock(_buffer, _requests);
        var rest = _ended ? default : _buffer.AsSpan(_start, _filled - _start);
        var next = _ended ? [] : ArrayPool<byte>.Shared.Rent(Math.Max(_blockBytes, rest.Length * 2));
        rest.CopyTo(next);
        (_buffer, _requests) = (next, new(block.Requests.Count));
        MoveStart(rest.Length);
        return block;
    }

    private void MakeRoom()
    {
        if (_isTooLong || _filled - _start > _maxRequestBytes)
        {
            // Only the state of the scan goes on.
            _isTooLong = true;
            _scanned = _filled;
            _start = _filled;
        }

        if (_filled < _buffer.Length)
        {
            return;
        }

        var rest = _buffer.AsSpan(_start, _filled - _start);
        if (rest.Length <= _buffer.Length / 2)
        {
            rest.CopyTo(_buffer);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * _buffer.Length, Array.MaxLength));
            rest.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        MoveStart(rest.Length);
    }

    private void MoveStart(int filled)
    {
        _scanned -= _start;
        _start = 0;
        _filled = filled;
    }

    private void Add(int start, int end, string? error = null)
    {
        if (_isTooLong)
        {
            _isTooLong = false;
            _requests.Add(new(0, 0, Messages.RequestTooLong(_maxRequestBytes)));
            return;
        }

        while (start < end && IsBlank(_buffer[start]))
        {
            start++;
        }

        while (end > start && IsBlank(_buffer[end - 1]))
        {
            end--;
        }

        if (end > start || error is not null)
        {
            _requests.Add(new(start, end - start, error));
        }
    }

    private static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
