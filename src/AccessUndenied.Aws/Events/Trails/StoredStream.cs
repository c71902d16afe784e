using AccessUndenied.Aws.Input;

namespace AccessUndenied.Aws.Events.Trails;

/// <summary>A file that lies on a disk, read on the thread that asks for it: handing each read to another thread takes longer than most reads.</summary>
internal sealed class StoredStream(FileStream file) : ForwardStream
{
    public override int Read(Span<byte> buffer) => file.Read(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(file.Read(buffer.Span));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}
