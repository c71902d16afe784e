namespace AccessUndenied.Aws.Events.Trails;

/// <summary>A stream that somebody else owns, such as stdin.</summary>
internal sealed class TrailStream(Stream stream, string name) : TrailObject
{
    public override string Name => name;

    internal override bool IsWhole => true;

    public override ValueTask<Stream> OpenAsync(CancellationToken cancellationToken) => new(new Lent(stream));

    private sealed class Lent(Stream stream) : Input.ForwardStream
    {
        public override int Read(Span<byte> buffer) => stream.Read(buffer);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => stream.ReadAsync(buffer, cancellationToken);
    }
}
