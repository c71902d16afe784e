namespace AccessUndenied.Aws.Tests.Simulation.Batch;

/// <summary>A stream that gives its bytes in pieces of the lengths told, over and over; and then perhaps fails.</summary>
internal sealed class PiecemealStream(byte[] content, int[] pieces, Exception? failure = null) : MemoryStream(content)
{
    private int _piece;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position == Length && failure is not null)
        {
            throw failure;
        }

        var length = Math.Min(buffer.Length, Math.Max(1, pieces[_piece++ % pieces.Length]));
        return base.ReadAsync(buffer[..length], cancellationToken);
    }
}
