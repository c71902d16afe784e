using System.Buffers;

namespace AccessUndenied.Aws.Simulation.Batch;

/// <summary>Some successive requests of the input, each of them whole; one unit of work.</summary>
internal sealed class RequestBlock : IDisposable
{
    private byte[]? _buffer;

    public RequestBlock(byte[] buffer, List<RequestSpan> requests)
    {
        _buffer = buffer;
        Requests = requests;
    }

    public List<RequestSpan> Requests { get; }

    public ReadOnlyMemory<byte> Text(RequestSpan request) => _buffer.AsMemory(request.Start, request.Length);

    public void Dispose()
    {
        if (_buffer is { } buffer)
        {
            _buffer = null;
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
