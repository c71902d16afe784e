namespace AccessUndenied.Cli.Output;

/// <summary>The stream of results; tells a reader that has gone from a fault.</summary>
internal sealed class ResultStream : WrappedStream
{
    // EPIPE; and ERROR_BROKEN_PIPE and ERROR_NO_DATA as results of Windows.
    private static readonly int[] s_closed = [32, unchecked((int)0x8007006D), unchecked((int)0x800700E8)];

    private readonly string _name;

    /// <param name="inner">Where the results go.</param>
    /// <param name="name">What that is called when it fails.</param>
    public ResultStream(Stream inner, string name)
        : base(inner)
    {
        _name = name;
    }

    /// <summary>What is done before something is written; null for nothing.</summary>
    public Action? BeforeWriting { get; init; }

    public override bool CanWrite => true;

    public override void Flush() => Guard(Inner.Flush);

    public override void Write(byte[] buffer, int offset, int count) => Guard(() =>
    {
        BeforeWriting?.Invoke();
        Inner.Write(buffer, offset, count);
    });

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            BeforeWriting?.Invoke();
            await Inner.WriteAsync(buffer, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Translate(exception);
        }
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Inner.FlushAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Translate(exception);
        }
    }

    // What is still to be written is written then.
    protected override void Dispose(bool disposing) => Guard(() => base.Dispose(disposing));

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Translate(exception);
        }
    }

    private Exception Translate(Exception exception) => s_closed.Contains(exception.HResult)
        ? new OutputClosedException(exception.Message, exception)
        : new CommandFailedException(CommandMessages.CannotWrite(_name, exception), exception);
}
