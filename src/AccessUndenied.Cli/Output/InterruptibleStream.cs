namespace AccessUndenied.Cli.Output;

/// <summary>An input that may never say more, such as a terminal: whoever waits for it can stop waiting.</summary>
internal sealed class InterruptibleStream : WrappedStream
{
    public InterruptibleStream(Stream inner)
        : base(inner)
    {
    }

    public override bool CanRead => true;

    public override int Read(byte[] buffer, int offset, int count) => Inner.Read(buffer, offset, count);

    // The system's own reading cannot be called off; what it brings after that is read by nobody.
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!cancellationToken.CanBeCanceled)
        {
            return await Inner.ReadAsync(buffer, cancellationToken);
        }

        var own = new byte[buffer.Length];
        var count = await Task.Run(() => Inner.Read(own, 0, own.Length), cancellationToken).WaitAsync(cancellationToken);
        own.AsMemory(0, count).CopyTo(buffer);
        return count;
    }
}
