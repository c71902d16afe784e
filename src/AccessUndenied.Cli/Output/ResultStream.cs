namespace AccessUndenied.Cli.Output;

/// <summary>The stream of results; tells a reader that has gone from a fault.</summary>
internal sealed class ResultStream : Stream
{
    // EPIPE; and ERROR_BROKEN_PIPE and ERROR_NO_DATA as results of Windows.
    private static readonly int[] s_closed = [32, unchecked((int)0x8007006D), unchecked((int)0x800700E8)];

    private readonly Stream _inner;
    private readonly string _name;

    /// <param name="inner">Where the results go.</param>
    /// <param name="name">What that is called when it fails.</param>
    public ResultStream(Stream inner, string name)
    {
        _inner = inner;
        _name = name;
    }

    /// <summary>What is done before something is written; null for nothing.</summary>
    public Action? BeforeWriting { get; init; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() => Guard(_inner.Flush);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => Guard(() =>
    {
        BeforeWriting?.Invoke();
        _inner.Write(buffer, offset, count);
    });

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            BeforeWriting?.Invoke();
            await _inner.WriteAsync(buffer, cancellationToken);
        }
        catch (IOException exception)
        {
            throw Translate(exception);
        }
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _inner.FlushAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw Translate(exception);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Guard(_inner.Dispose);
        }

        base.Dispose(disposing);
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (IOException exception)
        {
            throw Translate(exception);
        }
    }

    private Exception Translate(IOException exception) => s_closed.Contains(exception.HResult)
        ? new OutputClosedException(exception.Message, exception)
        : new CommandFailedException(CommandMessages.CannotWrite(_name, exception), exception);
}
