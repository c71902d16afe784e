using System.Text;

namespace AccessUndenied.Benchmarks.Replays;

/// <summary>A trail of many records that is never in memory as a whole: some records over and over, each with a number of its own where it has room for one.</summary>
internal sealed class EndlessTrail : Stream
{
    /// <summary>What stands for the number of a record, which makes it another one than all before it.</summary>
    public const string Serial = "000000000";

    private readonly byte[][] _records;
    private readonly int[][] _serials;
    private readonly long _count;
    private long _next;
    private byte[] _part = "{\"Records\":["u8.ToArray();
    private int _position;
    private bool _ended;

    public EndlessTrail(IEnumerable<string> records, long count)
    {
        _records = [.. records.Select(record => Encoding.UTF8.GetBytes(record + ",\n"))];
        _serials = [.. _records.Select(PlacesOfSerials)];
        _count = count;
    }

    private static int[] PlacesOfSerials(byte[] record)
    {
        var places = new List<int>();
        var serial = Encoding.UTF8.GetBytes(Serial);
        for (var at = record.AsSpan().IndexOf(serial); at >= 0;)
        {
            places.Add(at);
            var next = record.AsSpan(at + serial.Length).IndexOf(serial);
            at = next < 0 ? -1 : at + serial.Length + next;
        }

        return [.. places];
    }

    public long Bytes { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Bytes;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var filled = 0;
        while (filled < buffer.Length && Advance())
        {
            var take = Math.Min(buffer.Length - filled, _part.Length - _position);
            _part.AsSpan(_position, take).CopyTo(buffer[filled..]);
            _position += take;
            filled += take;
        }

        Bytes += filled;
        return filled;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static void Number(Span<byte> digits, long number)
    {
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            (number, var digit) = Math.DivRem(number, 10);
            digits[i] = (byte)('0' + digit);
        }
    }

    private bool Advance()
    {
        if (_position < _part.Length)
        {
            return true;
        }

        if (_next < _count)
        {
            var index = (int)(_next % _records.Length);
            _part = _records[index];
            foreach (var place in _serials[index])
            {
                Number(_part.AsSpan(place, Serial.Length), _next);
            }

            _next++;
            _position = 0;
            return true;
        }

        if (_ended)
        {
            return false;
        }

        // The last comma has to be followed by something.
        (_part, _position, _ended) = (Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(_records[0]).TrimEnd('\n', ',') + "]}"), 0, true);
        return true;
    }
}
