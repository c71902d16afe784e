using System.Buffers;
using AccessUndenied.Aws.Input;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>Some successive requests of the input; one unit of work.</summary>
/// <param name="buffer">A buffer of the shared pool, which goes back there.</param>
/// <param name="position">The place of the buffer's first byte in the input.</param>
/// <param name="requests">Where the requests stand.</param>
/// <param name="firstNumber">The number of the first of them, counted from 1.</param>
internal sealed class RequestBlock(byte[] buffer, long position, List<Frame> requests, long firstNumber) : IDisposable
{
    private byte[]? _buffer = buffer;

    public List<Frame> Requests { get; } = requests;

    public long FirstNumber { get; } = firstNumber;

    /// <summary>The text of a request; of a broken one what there is of it, and nothing of one that is too long.</summary>
    public ReadOnlyMemory<byte> Text(in Frame request) =>
        request.Kind == FrameKind.Oversized || request.Position < position
            ? default
            : _buffer.AsMemory((int)(request.Position - position), (int)request.Length);

    public void Dispose()
    {
        if (_buffer is { } pooled)
        {
            _buffer = null;
            ArrayPool<byte>.Shared.Return(pooled);
        }
    }
}
