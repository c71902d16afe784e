using AccessUndenied.Cli.Output;

namespace AccessUndenied.Cli.Mcp;

/// <summary>A stream whose lines are noted, and whose end is held back until there is nothing left to wait for.</summary>
internal sealed class ObservedStream : WrappedStream
{
    private readonly LineObserver _lines;
    private readonly Func<CancellationToken, Task>? _beforeEnd;

    /// <param name="inner">The stream.</param>
    /// <param name="observe">Told each line.</param>
    /// <param name="beforeEnd">Awaited before a reader is told of the end; null for nothing.</param>
    public ObservedStream(Stream inner, Action<ReadOnlyMemory<byte>> observe, Func<CancellationToken, Task>? beforeEnd = null)
        : base(inner)
    {
        _lines = new(observe);
        _beforeEnd = beforeEnd;
    }

    public override bool CanRead => Inner.CanRead;

    public override bool CanWrite => Inner.CanWrite;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await Inner.ReadAsync(buffer, cancellationToken);
        if (count > 0)
        {
            _lines.Pass(buffer.Span[..count]);
        }
        else if (buffer.Length > 0 && _beforeEnd is not null)
        {
            _lines.End();
            await _beforeEnd(cancellationToken);
        }

        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Inner.WriteAsync(buffer, cancellationToken);
        _lines.Pass(buffer.Span);
    }
}
